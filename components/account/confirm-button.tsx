'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { callApi } from '../ui/call-api.ts'
import { FormMessage } from '../ui/field.tsx'
import { useErrorText } from '../ui/use-error-text.ts'

/** A press, not the mere opening: mail programs open links by themselves. */
export function ConfirmButton({ token }: { token: string }) {
  const t = useTranslations('identity.confirm')
  const errorText = useErrorText()
  const [done, setDone] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()

  if (done)
    return (
      <div role="status" className="space-y-4">
        <p className="text-good">{t('done')}</p>
        <Link href="/me#settings" className="btn">
          {t('toSettings')}
        </Link>
      </div>
    )
  const confirm = () =>
    start(async () => {
      const result = await callApi('/api/accounts/confirm', { method: 'POST', body: { token } })
      if (result.ok) setDone(true)
      else setFailure(result.code === 'link-spent' ? t('spent') : errorText(result.code, result.params))
    })
  return (
    <div className="space-y-4">
      <button type="button" className="btn btn-primary" disabled={pending} onClick={confirm}>
        {pending ? t('confirming') : t('confirm')}
      </button>
      <FormMessage text={failure} />
    </div>
  )
}
