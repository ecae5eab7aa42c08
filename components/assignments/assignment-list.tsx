import { useLocale, useTranslations } from 'next-intl'

import { describeZonedTime } from '@/course/time/zoned-words.ts'

import { Link } from '@/i18n/navigation.ts'

export interface ListedAssignment {
  id: string
  slug: string
  title: string
  /** ISO 8601. */
  dueAt: string | null
}

/** What is assigned and until when, in the time zone of the class, for its staff. */
export function AssignmentList(props: { assignments: ListedAssignment[]; timeZone: string; now: Date }) {
  const t = useTranslations('classes')
  const locale = useLocale()
  return (
    <ul className="card divide-y divide-hair">
      {props.assignments.map(({ id, slug, title, dueAt }) => {
        const due = dueAt === null ? null : new Date(dueAt)
        const over = due !== null && due < props.now
        const when = due === null ? '' : describeZonedTime(due, { locale, timeZone: props.timeZone, year: true })
        return (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-5 py-3">
            <Link href={`/exercises/${slug}`} className="min-w-0 flex-1 basis-52">
              {title}
            </Link>
            <span className="text-sm text-soft tabular-nums">
              {due === null ? t('noDue') : over ? t('overdue', { when }) : t('dueAt', { when })}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
