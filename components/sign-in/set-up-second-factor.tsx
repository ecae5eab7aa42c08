'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { secondFactorApi } from '@/contracts/accounts.ts'
import type { AnswerOf } from '@/contracts/contract.ts'

import { call } from '../form/call-api.ts'
import { failureOf } from '../form/failed-fields.ts'
import type { Failure } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { CodeField } from './code-field.tsx'
import { QrCode } from './qr-code.tsx'

/** First the password, then the secret for the app, then a code of the app. @param props.onDone takes the recovery codes */
export function SetUpSecondFactor(props: { hasPassword: boolean; onDone: (recoveryCodes: string[]) => void }) {
  const { hasPassword, onDone } = props
  const t = useTranslations('security.factor')
  const errorText = useErrorText()
  const [factor, setFactor] = useState<AnswerOf<typeof secondFactorApi.begin> | null>(null)
  const [failure, begin, beginning] = useActionState(
    async (_: Failure | null, form: FormData): Promise<Failure | null> => {
      const body = hasPassword ? { password: textField(form, 'factor-password') } : {}
      const result = await call(secondFactorApi.begin, { body })
      if (!result.ok) return failureOf(result, errorText(result.code, result.params))
      setFactor(result.value)
      return null
    },
    null,
  )

  if (factor !== null) return <Confirmation {...factor} onDone={onDone} />
  return (
    <Form failed={failure?.failed ?? []} action={begin} className="max-w-sm space-y-3">
      <p className="text-soft">{t('text')}</p>
      {hasPassword ? (
        <PasswordField label={t('password')} name="factor-password" autoComplete="current-password" required />
      ) : null}
      <FormMessage text={failure?.text ?? null} />
      <button type="submit" className="btn btn-primary" disabled={beginning}>
        {t('next')}
      </button>
    </Form>
  )
}

function Confirmation(props: { secret: string; qrRows: string[]; onDone: (recoveryCodes: string[]) => void }) {
  const { secret, qrRows, onDone } = props
  const t = useTranslations('security.factor')
  const errorText = useErrorText()
  const [failure, confirm, confirming] = useActionState(
    async (_: Failure | null, form: FormData): Promise<Failure | null> => {
      const result = await call(secondFactorApi.confirm, { body: { code: textField(form, 'code') } })
      if (!result.ok) return failureOf(result, errorText(result.code, result.params))
      onDone(result.value.recoveryCodes)
      return null
    },
    null,
  )
  return (
    <Form failed={failure?.failed ?? []} action={confirm} className="max-w-sm space-y-3">
      <p>{t('scan')}</p>
      <QrCode rows={qrRows} label={t('qr')} />
      <p className="text-sm text-soft">{t('secret')}</p>
      <p className="font-mono break-all" data-secret>
        {secret.match(/.{1,4}/g)?.join(' ')}
      </p>
      <CodeField label={t('code')} hint={t('codeHint')} autoFocus />
      <FormMessage text={failure?.text ?? null} />
      <button type="submit" className="btn btn-primary" disabled={confirming}>
        {t('confirm')}
      </button>
    </Form>
  )
}
