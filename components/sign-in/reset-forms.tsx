'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { passwordApi } from '@/contracts/accounts.ts'
import { typedAddressLimit } from '@/course/accounts/email-address.ts'
import { Link } from '@/i18n/navigation.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { NewPasswordField } from './new-password-field.tsx'

export function ResetRequestForm() {
  const t = useTranslations('identity.reset')
  const account = useTranslations('account')
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const email = textField(form, 'email')
      const result = await call(passwordApi.askForReset, { body: { email } })
      return { email, sent: result.ok, failed: result.ok ? null : result }
    },
    { email: '', sent: false, failed: null },
  )
  if (state.sent)
    return (
      <p role="status" className="card px-4 py-3">
        {t('sent')}
      </p>
    )
  return (
    <Form failed={failedFields(state.failed)} action={submit} className="space-y-4">
      <Field
        label={account('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={typedAddressLimit}
        defaultValue={state.email}
      />
      <FormMessage text={state.failed === null ? null : errorText(state.failed.code, state.failed.params)} />
      <button type="submit" className="btn btn-primary w-full" disabled={pending}>
        {pending ? t('sending') : t('send')}
      </button>
    </Form>
  )
}

export function NewPasswordForm({ token }: { token: string }) {
  const t = useTranslations('identity.reset')
  const account = useTranslations('account')
  const errorText = useErrorText()
  const [code, submit, pending] = useActionState(async (_: string | null, form: FormData) => {
    const body = { token, password: textField(form, 'password') }
    const result = await call(passwordApi.reset, { body })
    return result.ok ? 'done' : result.code
  }, null)

  if (code === 'done')
    return (
      <div role="status" className="space-y-4">
        <p className="text-good">{t('done')}</p>
        <Link href="/sign-in" className="btn btn-primary">
          {t('signIn')}
        </Link>
      </div>
    )
  if (code === 'link-spent')
    return (
      <div role="alert" className="space-y-4">
        <p>{t('spent')}</p>
        <Link href="/reset" className="btn">
          {t('again')}
        </Link>
      </div>
    )
  return (
    <Form failed={failedFields(code === null ? null : { code })} action={submit} className="space-y-4">
      <NewPasswordField label={t('newPassword')} hint={account('passwordHint')} name="password" />
      <FormMessage text={code === null ? null : errorText(code)} />
      <button type="submit" className="btn btn-primary w-full" disabled={pending}>
        {pending ? t('setting') : t('set')}
      </button>
    </Form>
  )
}
