import { useTranslations } from 'next-intl'

import type { Operations } from '@/course/operations/operations.ts'

import { LocalTime } from '../ui/local-time.tsx'
import { AdminTable } from './admin-table.tsx'

export function Graders({ graders }: { graders: Operations['graders'] }) {
  const t = useTranslations('admin')
  return (
    <AdminTable
      id="graders"
      title={t('graders')}
      head={[
        t('grader'),
        t('standing'),
        t('backend'),
        t('atOnce'),
        t('revision'),
        t('browser'),
        t('started'),
        t('seen'),
      ]}
      empty={t('noGraders')}
      rows={graders.map((grader) => ({
        key: grader.id,
        cells: [
          <span key="name" className="font-mono text-xs">
            {grader.name}
          </span>,
          <span key="standing" className={`whitespace-nowrap ${grader.alive ? 'text-good' : 'text-bad'}`}>
            {grader.alive ? t('isAlive') : t('isSilent')}
          </span>,
          grader.backend,
          grader.concurrency,
          <span key="revision" className="font-mono text-xs">
            {grader.graderRevision}
          </span>,
          grader.browserVersion,
          <span key="started" className="whitespace-nowrap">
            <LocalTime at={grader.startedAt} />
          </span>,
          <span key="seen" className="whitespace-nowrap">
            <LocalTime at={grader.lastSeenAt} />
          </span>,
        ],
      }))}
    />
  )
}

const restartReasons = ['worn-out', 'died', 'cage-died'] as const

export function BrowserRestarts({ restarts }: { restarts: Operations['restarts'] }) {
  const t = useTranslations('admin')
  // A grader of another release may have reasons of its own.
  const wordOf = (reason: string): string => {
    const known = restartReasons.find((one) => one === reason)
    return known === undefined ? reason : t(`restartReasons.${known}`)
  }
  return (
    <AdminTable
      id="restarts"
      title={t('restarts')}
      head={[t('when'), t('grader'), t('reason')]}
      empty={t('noRestarts')}
      rows={restarts.map(({ at, grader, reason }, index) => ({
        key: `${at} ${index}`,
        cells: [
          <span key="at" className="whitespace-nowrap">
            <LocalTime at={at} />
          </span>,
          <span key="grader" className="font-mono text-xs">
            {grader}
          </span>,
          wordOf(reason),
        ],
      }))}
    />
  )
}
