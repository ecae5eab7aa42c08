'use client'
/** What has to be decided or known about the draft, above the editor. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { DiffView } from '../submissions/diff-view.tsx'
import type { DraftConflict } from './draft-record.ts'

export interface ConflictBarProps {
  conflict: DraftConflict
  readSource: () => string
  onResolve: (choice: 'mine' | 'theirs') => void
}

export function ConflictBar({ conflict, readSource, onResolve }: ConflictBarProps) {
  const t = useTranslations('workbench.conflict')
  const [compared, setCompared] = useState<string | null>(null)
  return (
    <div
      role="alert"
      data-conflict={conflict.from}
      className="border-b border-l-3 border-hair border-l-bad bg-raised px-3 py-2 text-sm"
    >
      <p className="m-0">
        <strong className="font-[550]">{t(conflict.from)}</strong> <span className="text-soft">{t('explain')}</span>
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        <button type="button" className="btn min-h-8 py-1" onClick={() => onResolve('mine')}>
          {t('mine')}
        </button>
        <button type="button" className="btn min-h-8 py-1" onClick={() => onResolve('theirs')}>
          {t('theirs')}
        </button>
        <button
          type="button"
          className="btn btn-quiet min-h-8 py-1"
          aria-expanded={compared !== null}
          onClick={() => setCompared(compared === null ? readSource() : null)}
        >
          {compared === null ? t('compare') : t('hideCompare')}
        </button>
      </div>
      {compared === null ? null : <DiffView before={compared} after={conflict.source} />}
    </div>
  )
}
