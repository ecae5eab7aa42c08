import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { CellDetail } from '@/course/gradebook/gradebook-cell.ts'
import { useMoment } from '../ui/local-time.tsx'

/** The points, and line by line what they are made of. */
export function GradeStory({ detail }: { detail: CellDetail }) {
  const t = useTranslations('gradebook.panel')
  const common = useTranslations('common')
  const format = useFormatter()
  const moment = useMoment()
  const { assignment, grade, override, extension } = detail
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const time = (at: number) => moment(at)
  const machinePoints = grade?.points ?? null
  const points = override?.points ?? machinePoints
  return (
    <div>
      <p className="text-xl font-semibold tabular-nums">
        {points === null ? '–' : number(points)}{' '}
        <span className="text-sm font-normal text-soft">{t('outOf', { points: number(assignment.points) })}</span>
      </p>
      <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
        {override === null ? null : (
          <Line name={t('overridden')}>
            {override.reason}
            {machinePoints === null ? null : (
              <span className="block text-soft">{t('machinePoints', { points: number(machinePoints) })}</span>
            )}
          </Line>
        )}
        <Line name={t('verdict')}>
          {grade === null
            ? t('nothing')
            : grade.kind === null
              ? t(grade.waiting > 0 ? 'standing.waiting' : grade.late ? 'tooLate' : 'nothingCounts')
              : common(`kinds.${grade.kind}`)}
        </Line>
        {grade === null || grade.score === null ? null : (
          <Line name={t('score')}>{format.number(grade.score, { style: 'percent', maximumFractionDigits: 1 })}</Line>
        )}
        {grade !== null && grade.late && grade.kind !== null ? (
          <Line name={t('lateness')}>
            {grade.lost > 0
              ? t('lateCost', { days: grade.lateDays, lost: number(grade.lost) })
              : t('lateFree', { days: grade.lateDays })}
          </Line>
        ) : null}
        {grade === null ? null : (
          <Line name={t('attempts')}>
            {assignment.attemptLimit === null
              ? number(grade.attempts)
              : t('attemptsOf', { attempts: grade.attempts, limit: assignment.attemptLimit })}
            {grade.ignored > 0 ? (
              <span className="block text-soft">{t('ignored', { count: grade.ignored })}</span>
            ) : null}
          </Line>
        )}
        <Line name={t('due')}>
          {assignment.dueAt === null ? t('noDue') : time(assignment.dueAt)}
          {extension !== null && assignment.plainDueAt !== null && assignment.plainDueAt !== assignment.dueAt ? (
            <span className="block text-soft">{t('plainDue', { when: time(assignment.plainDueAt) })}</span>
          ) : null}
        </Line>
        {assignment.closesAt === null ? null : <Line name={t('closes')}>{time(assignment.closesAt)}</Line>}
        {extension === null ? null : (
          <Line name={t('extended')}>
            {extension.extraAttempts > 0 ? t('extraAttempts', { count: extension.extraAttempts }) : null}
            {extension.reason === '' ? (
              <span className="text-soft">{t('noReason')}</span>
            ) : (
              <span className="block">{extension.reason}</span>
            )}
          </Line>
        )}
      </dl>
    </div>
  )
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
