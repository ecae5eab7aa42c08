/** What a reader needs beside the code: whose it is, in which class, which attempt, how late, and what it is worth. */
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { describeZonedTime } from '@/course/time/zoned-words.ts'
import type { AttemptStanding } from '@/course/grades/attempts.ts'
import { Link } from '@/i18n/navigation.ts'

import { LocalTime } from '../ui/local-time.tsx'
import { OverrideForm } from './override-form.tsx'

export interface ClassContextProps {
  submission: { id: string; createdAt: string }
  classes: ReadonlyArray<{ id: string; name: string }>
  inClass: {
    id: string
    name: string
    timeZone: string
    mayOverride: boolean
    learner: { id: string; name: string; email: string; studentId: string | null } | null
    assignment: { id: string; points: number; dueAt: string | null; attemptLimit: number | null; extended: boolean }
    grade: { points: number | null; countsThis: boolean }
    override: { points: number; reason: string; at: string; by: string | null } | null
    standing: AttemptStanding | null
  }
}

export function ClassContext({ submission, classes, inClass }: ClassContextProps) {
  const t = useTranslations('review.context')
  const similar = useTranslations('similar')
  const { learner, assignment, override, mayOverride } = inClass
  return (
    <section aria-label={t('label')} className="card mb-6 px-4 py-4">
      <dl className="m-0 grid gap-x-8 gap-y-4 sm:grid-cols-2 lg:grid-cols-4">
        {learner === null ? null : (
          <Fact name={t('learner')}>
            <span className="font-semibold">{learner.name}</span>
            <Small>{learner.email}</Small>
            {learner.studentId === null ? null : <Small>{t('studentId', { id: learner.studentId })}</Small>}
            <Small>
              <Link href={`/classes/${inClass.id}/as/${learner.id}`} prefetch={false}>
                {t('viewAs', { name: learner.name })}
              </Link>
            </Small>
            <Small>
              <Link
                href={`/classes/${inClass.id}/insight/${assignment.id}/similar?learner=${learner.id}`}
                prefetch={false}
              >
                {similar('open')}
              </Link>
            </Small>
          </Fact>
        )}
        <Fact name={t('class')}>
          <Link href={`/classes/${inClass.id}`}>{inClass.name}</Link>
          <OtherClasses submissionId={submission.id} others={classes.filter(({ id }) => id !== inClass.id)} />
        </Fact>
        <AttemptAndTime submission={submission} inClass={inClass} />
        <GradeFact inClass={inClass} />
      </dl>
      {learner !== null && mayOverride ? (
        <OverrideForm
          assignmentId={assignment.id}
          learnerId={learner.id}
          max={assignment.points}
          current={override === null ? null : { points: override.points, reason: override.reason }}
        />
      ) : null}
    </section>
  )
}

function AttemptAndTime({ submission, inClass }: Pick<ClassContextProps, 'submission' | 'inClass'>) {
  const t = useTranslations('review.context')
  const locale = useLocale()
  const { standing, assignment, timeZone } = inClass
  const { attemptLimit: limit, dueAt } = assignment
  const attempt = standing?.attempt ?? null
  const late = standing !== null && standing.timeliness !== 'on-time'
  const due =
    dueAt === null
      ? t('noDue')
      : t('due', {
          when: describeZonedTime(new Date(dueAt), { locale, timeZone, year: true, weekday: false }),
        })
  return (
    <Fact name={t('attempt')}>
      <span className="font-semibold">
        {attempt === null
          ? t(standing?.waiting === true ? 'waiting' : 'noAttempt')
          : limit === null
            ? t('attemptAlone', { attempt })
            : t('attemptOf', { attempt, limit })}
      </span>
      {standing?.beyondLimit === true ? <Small bad>{t('beyond')}</Small> : null}
      <Small>
        <LocalTime at={submission.createdAt} />
      </Small>
      {standing === null || dueAt === null ? null : (
        <Small bad={late}>{t(`timeliness.${standing.timeliness}`, { days: standing.lateDays })}</Small>
      )}
      <Small>
        {due}
        {assignment.extended ? ` · ${t('extended')}` : ''}
      </Small>
    </Fact>
  )
}

function GradeFact({ inClass }: Pick<ClassContextProps, 'inClass'>) {
  const t = useTranslations('review.context')
  const { grade, override, assignment } = inClass
  const inWords = (points: number | null) =>
    points === null ? t('noGrade') : t('points', { points: round(points), max: assignment.points })
  return (
    <Fact name={t('grade')}>
      <span className="font-semibold tabular-nums">{inWords(override?.points ?? grade.points)}</span>
      {override === null ? (
        grade.points === null ? null : (
          <Small>{grade.countsThis ? t('countsThis') : t('countsOther')}</Small>
        )
      ) : (
        <div data-override>
          <Small>
            {override.by === null ? t('overriddenByUnknown') : t('overridden', { name: override.by })} ·{' '}
            <LocalTime at={override.at} />
          </Small>
          <p className="m-0 mt-1 text-sm break-words">{t('reason', { reason: override.reason })}</p>
          <Small>{t('machine', { grade: inWords(grade.points) })}</Small>
        </div>
      )}
    </Fact>
  )
}

function OtherClasses(props: { submissionId: string; others: ReadonlyArray<{ id: string; name: string }> }) {
  const t = useTranslations('review.context')
  if (props.others.length === 0) return null
  return (
    <nav aria-label={t('otherClasses')} className="mt-1 text-sm">
      <p className="m-0 text-soft">{t('otherClasses')}</p>
      <ul className="m-0 list-none p-0">
        {props.others.map(({ id, name }) => (
          <li key={id}>
            <Link href={`/submissions/${props.submissionId}?class=${id}`}>{name}</Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{name}</dt>
      <dd className="m-0 mt-0.5 break-words">{children}</dd>
    </div>
  )
}

function Small({ bad = false, children }: { bad?: boolean; children: ReactNode }) {
  return <p className={`m-0 text-sm break-words ${bad ? 'text-bad' : 'text-soft'}`}>{children}</p>
}

/** Points are shown to a hundredth. */
function round(points: number): number {
  return Math.round(points * 100) / 100
}
