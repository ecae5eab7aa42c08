'use client'
/** What the learner's classes ask of this exercise: until when, how often, and whether what is sent now still counts. */
import { useFormatter, useLocale, useNow, useTranslations } from 'next-intl'
import { whyUncounted, type AssignmentHere, type Uncounted } from '@/course/progress/learner-assignment.ts'
import { describeZonedTime } from '@/course/time/zoned-words.ts'
import { Link } from '@/i18n/navigation.ts'
import { Dialog } from '../ui/dialog.tsx'

export function AssignmentStrip({ assignments }: { assignments: readonly AssignmentHere[] }) {
  const t = useTranslations('workbench.assignment')
  // A page stays open for hours.
  const now = useNow({ updateInterval: 30_000 })
  if (assignments.length === 0) return null
  return (
    <ul
      aria-label={t('label')}
      className="mt-0 mb-4 list-none divide-y divide-hair rounded-md border border-hair p-0 text-sm"
    >
      {assignments.map((assignment) => (
        <li key={assignment.id} data-assignment={assignment.id} className="px-3 py-2">
          <Asked assignment={assignment} now={now} />
        </li>
      ))}
    </ul>
  )
}

function Asked({ assignment, now }: { assignment: AssignmentHere; now: Date }) {
  const t = useTranslations('workbench.assignment')
  const standing = useTranslations('standing')
  const { classroom, attempts, attemptLimit, latePolicy, latePercent, reached, points, dueAt } = assignment
  const uncounted = whyUncounted(assignment, now.getTime())
  const facts = [
    attemptLimit === null
      ? null
      : standing('attempts.left', { left: Math.max(0, attemptLimit - attempts), limit: attemptLimit }),
    dueAt === null || uncounted === 'closed' ? null : standing(`policy.${latePolicy}`, { percent: latePercent }),
    assignment.extended ? standing('extended') : null,
  ].filter((fact) => fact !== null)
  return (
    <>
      <p className="m-0 flex flex-wrap justify-between gap-x-3">
        <Link href={`/classes/${classroom.id}`}>{classroom.name}</Link>
        <span className="tabular-nums text-soft">
          {reached === null
            ? standing('pointsOpen', { max: points })
            : standing('points', { points: Math.round(reached * 100) / 100, max: points })}
        </span>
      </p>
      <Times assignment={assignment} now={now} uncounted={uncounted} />
      {facts.length > 0 ? <p className="m-0 text-soft">{facts.join(' ')}</p> : null}
      {uncounted === null ? null : (
        <p data-uncounted={uncounted} className="m-0 text-bad">
          {t(`uncounted.${uncounted}`)}
        </p>
      )}
    </>
  )
}

/** The one date that matters now, in the time zone of the class, and how far it is. */
function Times({ assignment, now, uncounted }: { assignment: AssignmentHere; now: Date; uncounted: Uncounted | null }) {
  const t = useTranslations('workbench.assignment')
  const standing = useTranslations('standing')
  const format = useFormatter()
  const locale = useLocale()
  const { opensAt, dueAt, closesAt, classroom } = assignment
  const inWords = (key: 'opens' | 'due' | 'wasDue' | 'closes' | 'closed', at: string): string => {
    const time = new Date(at)
    const when = describeZonedTime(time, { locale, timeZone: classroom.timeZone, year: false })
    const said = standing(key, { when })
    return time > now ? t('withDistance', { said, distance: format.relativeTime(time, now) }) : said
  }
  const isLate = dueAt !== null && new Date(dueAt) < now
  const parts =
    uncounted === 'upcoming' && opensAt !== null
      ? [inWords('opens', opensAt)]
      : uncounted === 'closed'
        ? [inWords('closed', earlier(dueAt, closesAt, assignment.latePolicy === 'cutoff') ?? now.toISOString())]
        : [
            dueAt === null ? standing('noDue') : inWords(isLate ? 'wasDue' : 'due', dueAt),
            closesAt !== null && (isLate || dueAt === null) ? inWords('closes', closesAt) : null,
          ].filter((part) => part !== null)
  return <p className={`m-0 ${isLate && uncounted === null ? 'text-bad' : ''}`}>{parts.join(' · ')}</p>
}

/** When it closed: with a cutoff the due time does. ISO 8601 in UTC sorts by itself. */
function earlier(dueAt: string | null, closesAt: string | null, cutoff: boolean): string | null {
  return [cutoff ? dueAt : null, closesAt].filter((time) => time !== null).toSorted()[0] ?? null
}

/** Classes in which what is sent now would not count, each with the reason. */
export interface NotCounting {
  className: string
  why: Uncounted
}

/** As it stands at this moment. @returns nothing where some class counts it, or none asks for it */
export function listNotCounting(assignments: readonly AssignmentHere[]): NotCounting[] {
  const now = Date.now()
  const found = assignments.flatMap((assignment) => {
    const why = whyUncounted(assignment, now)
    return why === null ? [] : [{ className: assignment.classroom.name, why }]
  })
  return found.length === assignments.length ? found : []
}

export function NotCountingList({ classes }: { classes: readonly NotCounting[] }) {
  const t = useTranslations('workbench.assignment')
  const common = useTranslations('common')
  return (
    <ul className="m-0 list-none space-y-1 p-0">
      {classes.map(({ className, why }) => (
        <li key={className}>
          <span className="font-[550]">{className}</span>
          {common('colon')}
          {t(`uncounted.${why}`)}
        </li>
      ))}
    </ul>
  )
}

export function UncountedDialog(props: {
  classes: readonly NotCounting[]
  onConfirm: () => void
  onClose: () => void
}) {
  const t = useTranslations('workbench.assignment')
  return (
    <Dialog title={t('ask.title')} onClose={props.onClose}>
      <div className="mb-4 space-y-2 text-sm text-soft">
        <NotCountingList classes={props.classes} />
        <p className="m-0">{t('ask.text')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="btn btn-primary" onClick={props.onConfirm}>
          {t('ask.confirm')}
        </button>
        <button type="button" className="btn" onClick={props.onClose}>
          {t('ask.cancel')}
        </button>
      </div>
    </Dialog>
  )
}
