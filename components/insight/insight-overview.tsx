import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { ExerciseInsight } from '@/course/insight/insight.ts'
import { Link } from '@/i18n/navigation.ts'

import { useDuration } from './use-bin-label.ts'

export interface ShownExercise {
  assignmentId: string
  title: string
  points: number
  insight: ExerciseInsight
}

/** Every exercise in one table: what to look at first. */
export function InsightOverview({ classroomId, exercises }: { classroomId: string; exercises: ShownExercise[] }) {
  const t = useTranslations('insight')
  const common = useTranslations('common')
  const head = 'px-3 py-2 font-medium text-soft align-bottom'
  const numbers = ['tried', 'passed', 'attempts', 'minutes', 'points', 'discrimination'] as const
  const hasFew = exercises.some(({ insight }) => insight.few && insight.tried > 0)
  return (
    <div className="mb-10">
      <h2 id="overview" className="mb-3 text-lg">
        {t('overview')}
      </h2>
      <div role="region" aria-labelledby="overview" tabIndex={0} className="card overflow-x-auto">
        <table className="w-full min-w-max border-collapse text-sm tabular-nums">
          <thead>
            <tr className="border-b border-hair">
              <th scope="col" className={`${head} text-left`}>
                {t('exercise')}
              </th>
              {numbers.map((name) => (
                <th key={name} scope="col" className={`${head} text-right`}>
                  {t(name)}
                  {name === 'attempts' || name === 'minutes' || name === 'points' ? (
                    <span className="block text-xs font-normal">{t('median')}</span>
                  ) : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {exercises.map((exercise) => (
              <Row key={exercise.assignmentId} classroomId={classroomId} exercise={exercise} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-3 max-w-3xl space-y-1 text-sm text-soft">
        {hasFew ? (
          <p className="m-0">
            <span aria-hidden="true">* </span>
            {t('fewText')}
          </p>
        ) : null}
        <p className="m-0">
          {t('discrimination')}
          {common('colon')}
          {t('discriminationText')}
        </p>
      </div>
    </div>
  )
}

function Row({ classroomId, exercise }: { classroomId: string; exercise: ShownExercise }) {
  const t = useTranslations('insight')
  const format = useFormatter()
  const duration = useDuration()
  const { assignmentId, title, points, insight } = exercise
  const { tried, passed, learners, passRate, attempts, minutes, discrimination } = insight
  const behind = (value: string) => `/classes/${classroomId}/insight/${assignmentId}?by=standing&value=${value}`
  return (
    <tr className="border-b border-hair last:border-b-0">
      <th scope="row" className="max-w-72 px-3 py-2 text-left font-normal">
        {tried === 0 ? title : <a href={`#${assignmentId}`}>{title}</a>}
        {insight.few && tried > 0 ? (
          <span className="text-soft" title={t('few')}>
            {' '}
            *<span className="sr-only">{t('few')}</span>
          </span>
        ) : null}
      </th>
      <Cell>
        {tried === 0 ? (
          t('of', { count: tried, total: learners })
        ) : (
          <Link href={behind('tried')} prefetch={false}>
            {t('of', { count: tried, total: learners })}
          </Link>
        )}
      </Cell>
      <Cell>
        {passRate === null || passed === 0 ? (
          passRate === null ? (
            t('none')
          ) : (
            format.number(0, { style: 'percent' })
          )
        ) : (
          <Link href={behind('passed')} prefetch={false}>
            {format.number(passRate, { style: 'percent' })}
          </Link>
        )}
      </Cell>
      <Cell>{attempts === null ? t('none') : format.number(attempts.median, { maximumFractionDigits: 1 })}</Cell>
      <Cell>{minutes === null ? t('none') : duration(minutes.median)}</Cell>
      <Cell>
        {insight.points === null
          ? t('none')
          : t('of', { count: Math.round(insight.points.median * 10) / 10, total: points })}
      </Cell>
      <Cell>
        {discrimination === null
          ? t('none')
          : format.number(discrimination, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
      </Cell>
    </tr>
  )
}

function Cell({ children }: { children: ReactNode }) {
  return <td className="px-3 py-2 text-right whitespace-nowrap">{children}</td>
}
