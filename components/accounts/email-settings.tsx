'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { accountApi } from '@/contracts/accounts.ts'

import { call } from '../form/call-api.ts'
import { FormMessage } from '../form/field.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { useErrorText } from '../form/use-error-text.ts'

/** The address, whether it is proved, and the way to prove it where the site sends mail. */
export function EmailStanding(props: { email: string; verified: boolean; mayAsk: boolean }) {
  const { email, verified, mayAsk } = props
  const t = useTranslations('identity.email')
  const errorText = useErrorText()
  const [sent, setSent] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const ask = () =>
    start(async () => {
      const result = await call(accountApi.askForConfirmation, {})
      setSent(result.ok)
      setFailure(result.ok ? null : errorText(result.code, result.params))
    })
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className="min-w-0 break-all">{email}</span>
        {verified ? (
          <span className="inline-flex items-center gap-1 self-center text-sm text-good">
            <CheckIcon />
            {t('confirmed')}
          </span>
        ) : (
          <span className="text-sm text-soft">{t('notConfirmed')}</span>
        )}
      </p>
      {verified || !mayAsk || sent ? null : (
        <button type="button" className="btn" disabled={pending} onClick={ask}>
          {pending ? t('sending') : t('send')}
        </button>
      )}
      <FormMessage text={failure} />
      <FormMessage text={sent ? t('sent', { email }) : null} tone="good" />
    </div>
  )
}

/** Whether notices go by email too. */
export function MailChoice({ chosen, verified }: { chosen: boolean; verified: boolean }) {
  const t = useTranslations('identity.notices')
  const errorText = useErrorText()
  const [on, setOn] = useState(chosen)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const choose = (wanted: boolean) =>
    start(async () => {
      setOn(wanted)
      const result = await call(accountApi.changeProfile, { body: { mailNotices: wanted } })
      if (!result.ok) setOn(!wanted)
      setFailure(result.ok ? null : errorText(result.code, result.params))
    })
  return (
    <div className="space-y-1">
      <label className="inline-flex items-center gap-2">
        <input
          type="checkbox"
          className="accent-accent"
          checked={on}
          disabled={pending}
          aria-describedby="mail-notices-hint"
          onChange={(event) => choose(event.currentTarget.checked)}
        />
        {t('mail')}
      </label>
      <p id="mail-notices-hint" className="text-sm text-soft">
        {t('hint')} {verified ? null : t('unconfirmed')}
      </p>
      <FormMessage text={failure} />
    </div>
  )
}
