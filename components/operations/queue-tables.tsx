import { useFormatter, useTranslations } from 'next-intl'

import type { Operations } from '@/course/operations/operations.ts'

import { AdminTable } from './admin-table.tsx'

/** How much waits, since when, and who works on it. */
export function QueueFigures({ operations }: { operations: Operations }) {
  const t = useTranslations('admin')
  const format = useFormatter()
  const { queue, graders, at } = operations
  const oldest =
    queue.oldestWaiting === null ? t('none') : format.relativeTime(new Date(queue.oldestWaiting), new Date(at))
  const figures = [
    { name: t('waiting'), text: format.number(queue.waiting) },
    { name: t('running'), text: format.number(queue.running) },
    { name: t('oldest'), text: oldest },
    { name: t('alive'), text: format.number(graders.filter(({ alive }) => alive).length) },
  ]
  return (
    <dl className="card grid grid-cols-1 divide-hair max-sm:divide-y sm:grid-cols-4 sm:divide-x">
      {figures.map(({ name, text }) => (
        <div key={name} className="flex items-baseline justify-between gap-3 px-5 py-3 sm:block sm:py-4">
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="m-0 text-xl font-semibold tabular-nums sm:mt-1">{text}</dd>
        </div>
      ))}
    </dl>
  )
}

export function VerdictCounts({ verdicts }: { verdicts: Operations['verdicts'] }) {
  const t = useTranslations('admin')
  const common = useTranslations('common')
  const format = useFormatter()
  return (
    <AdminTable
      id="verdicts"
      title={t('verdicts')}
      head={[t('kind'), t('lastHour'), t('lastDay')]}
      empty={t('none')}
      rows={verdicts.map(({ kind, lastHour, lastDay }) => ({
        key: kind,
        cells: [common(`kinds.${kind}`), format.number(lastHour), format.number(lastDay)],
      }))}
    />
  )
}
