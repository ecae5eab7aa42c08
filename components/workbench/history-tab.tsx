'use client'
/** Every submission, and every text that something replaced: look, compare, restore. */
import { useTranslations } from 'next-intl'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { LocalTime } from '../ui/local-time.tsx'
import { MarkFailed, MarkPassed, MarkWaiting } from '../verdict/icons.tsx'
import { DiffView } from '../submissions/diff-view.tsx'
import { backupLimit, type Backup } from '../drafts/draft-backups.ts'
import type { ListedSubmission } from '../../contracts/submissions.ts'
import type { TextStore } from '../drafts/text-store.ts'
import type { History } from './use-history.ts'

export interface HistoryTabProps {
  history: History
  backups: Backup[]
  signedIn: boolean
  locale: string
  /** What stands in the editor. */
  text: TextStore
  onRestore: (source: string) => void
  onReload: () => void
  onOlder: () => void
}

export function HistoryTab(props: HistoryTabProps) {
  const { backups, text, onRestore } = props
  const t = useTranslations('workbench.history')
  return (
    <div className="px-4 pb-6">
      <h2 className="pt-4 pb-1 text-sm">{t('submissions')}</h2>
      <Submissions {...props} />
      {backups.length > 0 ? (
        <>
          <h2 className="pt-6 pb-1 text-sm">{t('backups')}</h2>
          <p className="m-0 pb-1 text-sm text-soft">{t('backupsText', { count: backupLimit })}</p>
          <ul className="m-0 list-none p-0">
            {backups.map((backup) => (
              <Version
                key={backup.id}
                source={backup.source}
                at={new Date(backup.at).toISOString()}
                text={text}
                onRestore={onRestore}
              >
                <span className="text-soft">{t(`reasons.${backup.reason}`)}</span>
              </Version>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  )
}

function Submissions({ history, signedIn, locale, text, onRestore, onReload, onOlder }: HistoryTabProps) {
  const t = useTranslations('workbench.history')
  if (!signedIn) return <p className="m-0 text-sm text-soft">{t('signedOut')}</p>
  if (history.kind === 'failed')
    return (
      <p className="m-0 text-sm text-soft">
        {t('failed')}{' '}
        <button type="button" className="text-accent underline" onClick={onReload}>
          {t('retry')}
        </button>
      </p>
    )
  if (history.kind !== 'loaded')
    return (
      <div role="status" aria-busy="true" aria-label={t('loading')} className="space-y-2 py-1">
        <div className="skeleton h-9" />
        <div className="skeleton h-9" />
      </div>
    )
  if (history.submissions.length === 0) return <p className="m-0 text-sm text-soft">{t('empty')}</p>
  return (
    <>
      <ul className="m-0 list-none p-0">
        {history.submissions.map(({ id, createdAt, outcome, source, comments }) => (
          <Version
            key={id}
            source={source}
            at={createdAt}
            text={text}
            onRestore={onRestore}
            open={`/${locale}/submissions/${id}`}
          >
            <Outcome outcome={outcome} />
            {comments > 0 ? (
              <a
                href={`/${locale}/submissions/${id}`}
                className="rounded-full bg-sunk px-2 text-xs text-ink"
                data-comments
              >
                {t('comments', { count: comments })}
              </a>
            ) : null}
          </Version>
        ))}
      </ul>
      {history.olderThan === null ? null : (
        <p className="m-0 border-t border-hair pt-2 text-sm text-soft" aria-live="polite">
          {history.older === 'failed' ? `${t('failed')} ` : null}
          <button
            type="button"
            className="text-accent underline"
            disabled={history.older === 'loading'}
            onClick={onOlder}
          >
            {t(history.older === 'loading' ? 'loading' : history.older === 'failed' ? 'retry' : 'older')}
          </button>
        </p>
      )}
    </>
  )
}

function Outcome({ outcome }: Pick<ListedSubmission, 'outcome'>) {
  const t = useTranslations('verdict')
  const words = useTranslations('workbench.history')
  if (!outcome)
    return (
      <span className="flex items-center gap-1.5 text-soft">
        <MarkWaiting busy />
        {words('queued')}
      </span>
    )
  const good = outcome.kind === 'passed'
  return (
    <span className={`flex items-center gap-1.5 ${good ? 'text-good' : 'text-bad'}`}>
      {good ? <MarkPassed /> : <MarkFailed />}
      {t(`kinds.${outcome.kind}`, { passed: outcome.checksPassed, total: outcome.checks })}
    </span>
  )
}

interface VersionProps {
  source: string
  /** ISO 8601. */
  at: string
  /** What stands in the editor. */
  text: TextStore
  onRestore: (source: string) => void
  /** Address of its own page. */
  open?: string
  children: ReactNode
}

function Version({ source, at, text, onRestore, open, children }: VersionProps) {
  const t = useTranslations('workbench.history')
  const [compares, setCompares] = useState(false)
  const link = 'cursor-pointer text-accent underline decoration-1 underline-offset-3'
  return (
    <li className="border-t border-hair py-2 text-sm first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {children}
        <span className="text-soft">
          <LocalTime at={at} />
        </span>
      </div>
      <div className="mt-0.5 flex flex-wrap gap-x-4 gap-y-1">
        <button type="button" className={link} aria-expanded={compares} onClick={() => setCompares(!compares)}>
          {compares ? t('hideCompare') : t('compare')}
        </button>
        <button type="button" className={link} onClick={() => onRestore(source)}>
          {t('restore')}
        </button>
        {open ? <a href={open}>{t('open')}</a> : null}
      </div>
      {compares ? <AgainstEditor text={text} source={source} /> : null}
    </li>
  )
}

function AgainstEditor({ text, source }: Pick<VersionProps, 'text' | 'source'>) {
  const now = useSyncExternalStore(text.subscribe, text.get, text.get)
  return <DiffView before={now} after={source} />
}
