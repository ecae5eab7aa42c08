'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { secondFactorApi } from '@/contracts/accounts.ts'
import type { AnswerOf, BodyOf } from '@/contracts/contract.ts'
import { useRouter } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import type { ApiResult } from '../form/call-api.ts'
import { failureOf } from '../form/failed-fields.ts'
import type { Failure } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { CodeField } from './code-field.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

export interface SecondFactorStanding {
  on: boolean
  recoveryCodesLeft: number
  /** The site asks for one. */
  required: boolean
  hasPassword: boolean
}

/** @param props.next where to go, with its language, once it is set up; null to stay */
export function SecondFactor({ standing, next }: { standing: SecondFactorStanding; next: string | null }) {
  const t = useTranslations('security.factor')
  const router = useRouter()
  const [shown, setShown] = useState<string[] | null>(null)
  const [open, setOpen] = useState<'set-up' | 'off' | 'renew' | null>(null)
  const close = () => {
    setOpen(null)
    router.refresh()
  }

  if (shown !== null)
    return (
      <RecoveryCodes
        codes={shown}
        onKept={() => {
          setShown(null)
          if (next === null) close()
          else window.location.assign(next)
        }}
      />
    )
  if (!standing.on)
    return open === 'set-up' || next !== null ? (
      <SetUpSecondFactor hasPassword={standing.hasPassword} onDone={setShown} />
    ) : (
      <div className="space-y-3">
        <p className="text-soft">{t('text')}</p>
        <button type="button" className="btn" onClick={() => setOpen('set-up')}>
          {t('setUp')}
        </button>
      </div>
    )
  return (
    <div className="space-y-3">
      <p className="flex flex-wrap items-center gap-x-3">
        <span className="inline-flex items-center gap-1 text-good">
          <CheckIcon />
          {t('on')}
        </span>
        <span className="text-sm text-soft">{t('left', { count: standing.recoveryCodesLeft })}</span>
      </p>
      {open === 'off' || open === 'renew' ? (
        <ProofForm
          key={open}
          hasPassword={standing.hasPassword}
          label={t(open === 'off' ? 'off' : 'renew')}
          send={(body) => call(open === 'off' ? secondFactorApi.remove : secondFactorApi.renewRecoveryCodes, { body })}
          onDone={(answer) => {
            if (answer === null) close()
            else setShown(answer.recoveryCodes)
          }}
        />
      ) : (
        <div className="flex flex-wrap gap-2">
          <button type="button" className="btn" onClick={() => setOpen('renew')}>
            {t('renewOpen')}
          </button>
          {standing.required ? null : (
            <button type="button" className="btn" onClick={() => setOpen('off')}>
              {t('offOpen')}
            </button>
          )}
        </div>
      )}
      {standing.required ? <p className="text-sm text-soft">{t('required')}</p> : null}
    </div>
  )
}

type Renewed = AnswerOf<typeof secondFactorApi.renewRecoveryCodes>

/** The password, or of who has none a code, before anything about the second factor changes. */
function ProofForm(props: {
  hasPassword: boolean
  label: string
  send: (body: BodyOf<typeof secondFactorApi.remove>) => Promise<ApiResult<Renewed | null>>
  onDone: (answer: Renewed | null) => void
}) {
  const { hasPassword, label, send, onDone } = props
  const t = useTranslations('security.factor')
  const errorText = useErrorText()
  const [failure, submit, pending] = useActionState(
    async (_: Failure | null, form: FormData): Promise<Failure | null> => {
      const body = hasPassword ? { password: textField(form, 'factor-password') } : { code: textField(form, 'code') }
      const result = await send(body)
      if (!result.ok) return failureOf(result, errorText(result.code, result.params))
      onDone(result.value)
      return null
    },
    null,
  )
  return (
    <Form failed={failure?.failed ?? []} action={submit} className="max-w-sm space-y-3">
      {hasPassword ? (
        <PasswordField
          label={t('password')}
          name="factor-password"
          autoComplete="current-password"
          autoFocus
          required
        />
      ) : (
        <CodeField label={t('code')} hint={t('codeOrRecovery')} autoFocus />
      )}
      <FormMessage text={failure?.text ?? null} />
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {label}
      </button>
    </Form>
  )
}
