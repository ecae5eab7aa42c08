'use client'
/** Who is at work in a class now. Stuck learners first, then the latest activity. */
import { useFormatter, useLocale, useNow, useTranslations } from 'next-intl'

import { isQuiet } from '@/course/live/live-class.ts'
import type { LiveRow } from '@/course/live/live-class.ts'
import { orderByName } from '@/course/classes/name-order.ts'
import { Link } from '@/i18n/navigation.ts'

import { EmptyState } from '../ui/page.tsx'
import { MarkFailed, MarkPassed, MarkWaiting } from '../verdict/icons.tsx'
import { useLiveRows } from './use-live-rows.ts'

/** @param props.titles exercise titles by slug */
export function LiveBoard({ classroomId, titles }: { classroomId: string; titles: Record<string, string> }) {
  const t = useTranslations('live')
  const { rows, connection } = useLiveRows(classroomId)
  const byName = orderByName(useLocale())
  const sorted = [...rows.values()].toSorted(
    (a, b) => Number(b.stuck !== null) - Number(a.stuck !== null) || b.at - a.at || byName(a, b),
  )
  const stuck = sorted.filter((row) => row.stuck !== null).length
  if (connection === 'ended') return <EmptyState text={t('ended')} />
  if (connection === 'connecting')
    return (
      <div role="status" aria-busy="true" aria-label={t('loading')} className="space-y-2">
        <div className="skeleton h-6 w-64" />
        <div className="skeleton h-40" />
      </div>
    )
  return (
    <>
      {connection === 'lost' || connection === 'asking' ? (
        <p role="status" className={`m-0 mb-3 text-sm ${connection === 'lost' ? 'text-bad' : 'text-soft'}`}>
          {t(connection)}
        </p>
      ) : null}
      {sorted.length === 0 ? (
        <EmptyState text={t('empty')} />
      ) : (
        <>
          {/* Heard when it changes: who is stuck is what somebody waits for. */}
          <p role="status" className="m-0 mb-3 text-soft" data-stuck={stuck}>
            {t('summary', { stuck, count: sorted.length })}
          </p>
          <Table rows={sorted} classroomId={classroomId} titles={titles} />
        </>
      )}
    </>
  )
}

function Table(props: { rows: LiveRow[]; classroomId: string; titles: Record<string, string> }) {
  const { rows, classroomId, titles } = props
  const t = useTranslations('live')
  const format = useFormatter()
  const now = useNow({ updateInterval: 15_000 })
  const head = 'px-4 py-2 text-left font-medium text-soft'
  return (
    <div role="region" aria-label={t('label')} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full min-w-max border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b border-hair">
            <th scope="col" className={head}>
              {t('learner')}
            </th>
            <th scope="col" className={head}>
              {t('state')}
            </th>
            <th scope="col" className={head}>
              {t('exercise')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('attempts')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('at')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.userId} data-live={row.stuck ?? 'fine'} className="border-b border-hair last:border-b-0">
              <th scope="row" className="px-4 py-2 text-left font-medium">
                {row.name}
              </th>
              <td className="px-4 py-2">
                <State row={row} now={now} />
              </td>
              <td className="px-4 py-2">
                {row.submissionId === null ? (
                  (titles[row.slug] ?? row.slug)
                ) : (
                  <Link
                    href={`/submissions/${row.submissionId}?class=${classroomId}`}
                    prefetch={false}
                    title={t('openSubmission', { name: row.name })}
                  >
                    {titles[row.slug] ?? row.slug}
                  </Link>
                )}
              </td>
              <td className="px-4 py-2 text-right">{row.attempts}</td>
              <td className="px-4 py-2 text-right whitespace-nowrap text-soft">
                {/* Clocks differ: nothing happens in the future. */}
                {now.getTime() - row.at < 20_000 ? t('justNow') : format.relativeTime(row.at, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function State({ row, now }: { row: LiveRow; now: Date }) {
  const t = useTranslations('live.states')
  // Clocks differ: nothing happens in the future.
  const minutes = Math.max(0, Math.floor((now.getTime() - row.at) / 60_000))
  if (row.stuck !== null)
    return (
      <span className="flex items-center gap-1.5 text-bad">
        <MarkFailed />
        {t(row.stuck, { count: row.attempts, minutes })}
      </span>
    )
  return (
    <span className={`flex items-center gap-1.5 ${row.passed ? 'text-good' : 'text-soft'}`}>
      {row.passed ? <MarkPassed /> : <MarkWaiting busy={false} />}
      {row.passed ? t('passed') : isQuiet(row, now.getTime()) ? t('quiet', { minutes }) : t('working')}
    </span>
  )
}
