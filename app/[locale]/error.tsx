'use client'

import { useTranslations } from 'next-intl'

import { Notice } from '@/components/ui/page.tsx'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('errors')
  const common = useTranslations('common')
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null
  return (
    <Notice title={t('unexpectedTitle')} text={t('unexpectedText')}>
      <button type="button" className="btn btn-primary" onClick={() => retry()}>
        {common('tryAgain')}
      </button>
      {digest ? <p className="w-full font-mono text-sm text-soft">{t('reference', { digest })}</p> : null}
    </Notice>
  )
}
