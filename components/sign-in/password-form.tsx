'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { passwordApi } from '@/contracts/accounts.ts'
import { useRouter } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { NewPasswordField } from './new-password-field.tsx'

/** Changes the password, or sets the first one. */
export function PasswordForm({ hasPassword }: { hasPassword: boolean }) {
  const t = useTranslations('identity.password')
  const router = useRouter()
  const errorText = useErrorText()
  const [open, setOpen] = useState(false)
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const body = {
        newPassword: textField(form, 'newPassword'),
        ...(hasPassword ? { oldPassword: textField(form, 'oldPassword') } : {}),
      }
      const result = await call(passwordApi.change, { body })
      if (!result.ok)
        return { failure: errorText(result.code, result.params), failed: failedFields(result), saved: false }
      setOpen(false)
      // What can be disconnected may be more now.
      router.refresh()
      return { failure: null, failed: [], saved: true }
    },
    { failure: null, failed: [], saved: false },
  )

  if (!open)
    return (
      <div className="space-y-2">
        {hasPassword ? null : <p className="text-soft">{t('none')}</p>}
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {hasPassword ? t('reveal') : t('set')}
        </button>
        <FormMessage text={state.saved ? t('saved') : null} tone="good" />
      </div>
    )
  return (
    <Form failed={state.failed} action={submit} className="max-w-sm space-y-3">
      {hasPassword ? (
        <PasswordField label={t('old')} name="oldPassword" autoComplete="current-password" required />
      ) : null}
      <NewPasswordField label={t('new')} hint={t('hint')} name="newPassword" />
      <FormMessage text={state.failure} />
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {pending ? t('saving') : hasPassword ? t('change') : t('set')}
      </button>
    </Form>
  )
}
