'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { callApi } from '../ui/call-api.ts'
import { FormMessage } from '../ui/field.tsx'
import { useErrorText } from '../ui/use-error-text.ts'

export function ClaimButton({ token }: { token: string }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [done, setDone] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()

  if (done)
    return (
      <div role="status" className="space-y-4">
        <p className="text-good">{t('claimDone')}</p>
        <Link href="/classes" className="btn btn-primary">
          {t('claimNext')}
        </Link>
      </div>
    )
  const claim = () =>
    start(async () => {
      const result = await callApi('/api/accounts/claim', { method: 'POST', body: { token } })
      if (result.ok) setDone(true)
      else setFailure(errorText(result.code, result.params))
    })
  return (
    <div className="space-y-4">
      <button type="button" className="btn btn-primary" disabled={pending} onClick={claim}>
        {pending ? t('claiming') : t('claim')}
      </button>
      <FormMessage text={failure} />
    </div>
  )
}
