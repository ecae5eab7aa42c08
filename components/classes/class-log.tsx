import { useTranslations } from 'next-intl'

import { isClassAction, readChanges } from '@/course/classes/class-log.ts'
import type { ClassLogEntry, LoggedField, LoggedValue } from '@/course/classes/class-log.ts'

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
            <Changes entry={entry} />
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
    // Older entries do not have all of the counts.
    counted: typeof details['fell'] === 'number' ? 'yes' : 'no',
    learners: countOf(details['learners']),
    fell: countOf(details['fell']),
    letters: countOf(details['count']),
  })
}

function Changes({ entry }: { entry: ClassLogEntry }) {
  const t = useTranslations('log')
  const changes = readChanges(entry.details)
  if (changes.length === 0) return null
  return (
    <ul className="m-0 list-none p-0 text-sm text-soft">
      {changes.map(({ field, from, to }) => (
        <li key={field} className="break-words">
          {t('field', { field: t(`fields.${field}`) })}
          <Value field={field} value={from} /> → <Value field={field} value={to} />
        </li>
      ))}
    </ul>
  )
}

const times: ReadonlySet<LoggedField> = new Set(['opensAt', 'dueAt', 'closesAt'])
const choices: ReadonlySet<LoggedField> = new Set(['latePolicy', 'counting', 'solutionOpens', 'role'])
const named = [
  'none',
  'daily',
  'cutoff',
  'best',
  'last',
  'passed',
  'due',
  'closed',
  'learner',
  'assistant',
  'instructor',
] as const

function Value({ field, value }: { field: LoggedField; value: LoggedValue }) {
  const t = useTranslations('log.values')
  if (value === null) return t(field === 'attemptLimit' ? 'unlimited' : 'nothing')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (times.has(field)) return <LocalTime at={String(value)} />
  const name = choices.has(field) ? named.find((known) => known === value) : undefined
  return name === undefined ? String(value) : t(name)
}

function countOf(value: string | number | boolean | null | undefined): number {
  return typeof value === 'number' ? value : 0
}

function textOf(value: string | number | boolean | null | undefined): string {
  return value === null || value === undefined ? '–' : String(value)
}
