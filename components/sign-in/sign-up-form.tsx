'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { accountApi } from '@/contracts/accounts.ts'
import { typedAddressLimit } from '@/course/accounts/email-address.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { signIn } from './sign-in-client.ts'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { NewPasswordField } from './new-password-field.tsx'

interface State {
  failure: string | null
  failed: readonly string[]
  /** The server never says whether an address was taken: when signing in fails, this is all that can be said. */
  unsure: boolean
  email: string
  displayName: string
}

/** Both addresses with their language. */
export function SignUpForm({ next, signInHref }: { next: string; signInHref: string }) {
  const t = useTranslations('account')
  const locale = useLocale()
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: State, form: FormData): Promise<State> => {
      const typed = { email: textField(form, 'email'), displayName: textField(form, 'displayName') }
      const password = textField(form, 'password')
      const made = await call(accountApi.signUp, { body: { ...typed, password, locale } })
      if (!made.ok)
        return { failure: errorText(made.code, made.params), failed: failedFields(made), unsure: false, ...typed }
      const failure = await signIn({ email: typed.email, password })
      if (failure === null) window.location.assign(next)
      return { failure: null, failed: [], unsure: failure !== null, ...typed }
    },
    { failure: null, failed: [], unsure: false, email: '', displayName: '' },
  )

  if (state.unsure)
    return (
      <p role="status" className="card px-4 py-3">
        {t.rich('signUpDone', { link: (text) => <a href={signInHref}>{text}</a> })}
      </p>
    )
  return (
    <Form failed={state.failed} action={submit} className="space-y-4">
      <Field
        label={t('displayName')}
        hint={t('displayNameHint')}
        name="displayName"
        autoComplete="name"
        required
        maxLength={80}
        defaultValue={state.displayName}
      />
      <Field
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={typedAddressLimit}
        defaultValue={state.email}
      />
      <NewPasswordField label={t('newPassword')} hint={t('passwordHint')} name="password" />
      <FormMessage text={state.failure} />
      <button type="submit" className="btn btn-primary w-full" disabled={pending}>
        {pending ? t('signingUp') : t('signUp')}
      </button>
    </Form>
  )
}
