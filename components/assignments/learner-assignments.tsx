import { useLocale, useTranslations } from 'next-intl'

import type { LearnerAssignment } from '@/course/progress/learner-assignment.ts'
import { describeZonedTime } from '@/course/time/zoned-words.ts'
import { Link } from '@/i18n/navigation.ts'

import { EmptyState } from '../ui/page.tsx'
import { StatusMark } from '../ui/status-mark.tsx'

/** What `getLearnerClass` of server/ gives, and a title. Times are ISO 8601. */
export type ShownAssignment = LearnerAssignment & { title: string }

interface Props {
  classroomId: string
  timeZone: string
  assignments: ShownAssignment[]
  /** Of the class. */
  archived: boolean
  /** Somebody looks on: nothing leads into the learner's own work. */
  readOnly?: boolean
}

/** The assignments of a class as one learner has them: until when, by which rules, and what was reached. */
export function LearnerAssignments({ classroomId, timeZone, assignments, archived, readOnly = false }: Props) {
  const t = useTranslations('standing')
  if (assignments.length === 0) return <EmptyState text={t('empty')} />
  const reached = assignments.reduce((total, assignment) => total + (assignment.reached ?? 0), 0)
  const max = assignments.reduce((total, { points }) => total + points, 0)
  return (
    <>
      {archived ? <p className="m-0 mb-3">{t('archived')}</p> : null}
      <p className="m-0 mb-3 text-soft tabular-nums" data-total>
        {t('total', { points: hundredths(reached), max })}
      </p>
      <ul className="card m-0 list-none divide-y divide-hair p-0">
        {assignments.map((assignment) => (
          <li key={assignment.id} data-assignment={assignment.slug} data-phase={assignment.phase} className="px-5 py-4">
            <Assignment {...{ assignment, classroomId, timeZone, readOnly }} />
          </li>
        ))}
      </ul>
    </>
  )
}

type RowProps = Required<Pick<Props, 'classroomId' | 'timeZone' | 'readOnly'>> & { assignment: ShownAssignment }

function Assignment({ assignment, classroomId, timeZone, readOnly }: RowProps) {
  const t = useTranslations('standing')
  const { slug, title, status, phase, submissionId, comments } = assignment
  return (
    <div className="grid gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div className="min-w-0">
        <p className="m-0 flex items-start gap-2.5">
          <span className="flex h-[1.5em] items-center">
            <StatusMark status={status} />
          </span>
          {readOnly || phase === 'upcoming' ? (
            <span className="font-medium">{title}</span>
          ) : (
            <Link href={`/exercises/${slug}`} className="font-medium">
              {title}
            </Link>
          )}
        </p>
        <p className="m-0 mt-1 text-sm text-soft">
          <Dates {...{ assignment, timeZone, readOnly }} />
        </p>
        <Rules assignment={assignment} />
      </div>
      <div className="min-w-0 text-sm sm:max-w-64 sm:text-right">
        <Reached assignment={assignment} />
        {submissionId === null ? null : (
          <p className="m-0 mt-1">
            <Link href={`/submissions/${submissionId}?class=${classroomId}`}>{t('submission')}</Link>
            {comments > 0 ? <span className="text-soft"> · {t('comments', { count: comments })}</span> : null}
          </p>
        )}
      </div>
    </div>
  )
}

/** The phase and the dates that matter in it, in the time zone of the class. */
function Dates({ assignment, timeZone, readOnly }: Omit<RowProps, 'classroomId'>) {
  const t = useTranslations('standing')
  const locale = useLocale()
  const { phase, opensAt, dueAt, closesAt, extended } = assignment
  const inWords = (key: 'opens' | 'due' | 'wasDue' | 'closes' | 'closed', at: string | null) =>
    at === null
      ? null
      : t(key, {
          when: describeZonedTime(new Date(at), { locale, timeZone, year: true }),
        })
  // What an archived class has closed may have been due later.
  const isDue = phase === 'upcoming' || phase === 'open' || (dueAt !== null && closesAt !== null && dueAt > closesAt)
  const parts = [
    phase === 'upcoming' ? inWords('opens', opensAt) : null,
    dueAt === null ? t('noDue') : inWords(isDue ? 'due' : 'wasDue', dueAt),
    closesAt === dueAt ? null : inWords(phase === 'closed' ? 'closed' : 'closes', closesAt),
    extended ? (readOnly ? t('extendedFor') : t('extended')) : null,
  ]
  return (
    <>
      <span className={phase === 'overdue' && assignment.status !== 'passed' ? 'text-bad' : 'text-ink'}>
        {t(`phase.${phase}`)}
      </span>
      {parts.map((part, index) => (part === null ? null : <span key={index}> · {part}</span>))}
    </>
  )
}

function Rules({ assignment }: { assignment: ShownAssignment }) {
  const t = useTranslations('standing')
  const { dueAt, latePolicy, latePercent, counting, solutionOpens, solutionOpen, attempts, attemptLimit } = assignment
  const rules = [
    attemptLimit === null
      ? t('attempts.free', { count: attempts })
      : t('attempts.left', { left: Math.max(0, attemptLimit - attempts), limit: attemptLimit }),
    t(`counting.${counting}`),
    dueAt === null ? null : t(`policy.${latePolicy}`, { percent: latePercent }),
    t(`solution.${solutionOpen ? 'open' : solutionOpens}`),
  ]
  return (
    <ul className="m-0 mt-1 flex list-none flex-wrap gap-x-4 gap-y-0.5 p-0 text-sm text-soft">
      {rules.map((rule) => (rule === null ? null : <li key={rule}>{rule}</li>))}
    </ul>
  )
}

function Reached({ assignment }: { assignment: ShownAssignment }) {
  const t = useTranslations('standing')
  const { points, reached, override, lateDays, waiting } = assignment
  return (
    <>
      <p className="m-0 font-medium tabular-nums">
        {reached === null ? (
          <span className="font-normal text-soft">{t('pointsOpen', { max: points })}</span>
        ) : (
          t('points', { points: hundredths(reached), max: points })
        )}
      </p>
      {override === null ? null : <p className="m-0 text-soft">{t('overridden', { reason: override.reason })}</p>}
      {lateDays === 0 ? null : <p className="m-0 text-bad">{t('late', { days: lateDays })}</p>}
      {waiting === 0 ? null : <p className="m-0 text-soft">{t('waiting')}</p>}
    </>
  )
}

function hundredths(points: number): number {
  return Math.round(points * 100) / 100
}
