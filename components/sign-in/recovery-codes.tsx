'use client'

import { useTranslations } from 'next-intl'

import { CopyButton } from '../ui/copy-button.tsx'

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTranslations('security.recovery')
  return (
    <div role="status" className="space-y-3">
      <p className="font-medium">{t('title')}</p>
      <p className="text-soft">{t('text')}</p>
      <ol className="grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="break-all">
            {code}
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={codes.join('\n')} labels={{ copy: t('copy'), copied: t('copied'), of: t('title') }} />
        <button type="button" className="btn btn-primary" onClick={onKept}>
          {t('kept')}
        </button>
      </div>
    </div>
  )
}
