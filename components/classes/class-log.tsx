import { useTranslations } from 'next-intl'

import { isClassAction } from '@/course/class-log.ts'
import type { ClassLogEntry } from '@/course/class-log.ts'

import { LocalTime } from '../ui/local-time.tsx'

/** @param props.titles exercise titles by slug */
export function ClassLog(props: { entries: ClassLogEntry[]; titles: ReadonlyMap<string, string> }) {
  const t = useTranslations('log')
  return (
    <ol className="card m-0 list-none divide-y divide-hair p-0">
      {props.entries.map((entry) => (
        <li
          key={entry.id}
          data-action={entry.action}
          className="grid gap-x-6 gap-y-0.5 px-5 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]"
        >
          <span className="text-sm text-soft">
            <LocalTime at={entry.at} />
          </span>
          <div className="min-w-0">
            <span className="font-medium">{entry.actor ?? t('system')}</span>{' '}
            <span className="break-words">
              <What entry={entry} titles={props.titles} />
            </span>
          </div>
        </li>
      ))}
    </ol>
  )
}

function What({ entry, titles }: { entry: ClassLogEntry; titles: ReadonlyMap<string, string> }) {
  const t = useTranslations('log')
  const { action, person, details } = entry
  if (!isClassAction(action)) return t('other', { action })
  const slug = textOf(details['slug'])
  return t(`actions.${action}`, {
    person: person ?? t('someone'),
    exercise: titles.get(slug) ?? slug,
    points: textOf(details['to']),
    reason: textOf(details['reason']),
    email: textOf(details['email']),
  })
}

function textOf(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '–' : String(value)
}
