'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { Field, FormMessage } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { signIn } from '../ui/sign-in-client.ts'
import { textField } from '../ui/text-field.ts'
import { useErrorText } from '../ui/use-error-text.ts'

/** @param next where to go then, with its language */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const email = textField(form, 'email')
      const failure = await signIn({ email, password: textField(form, 'password') })
      // A whole document: the header and everything that the page keeps belong to another person now.
      if (failure === null) window.location.assign(next)
      return { failure, email }
    },
    { failure: null, email: '' },
  )

  const busy = pending
  return (
    <form action={submit} className="space-y-4">
      <Field label={t('email')} name="email" type="email" autoComplete="username" required defaultValue={state.email} />
      <PasswordField label={t('password')} name="password" autoComplete="current-password" required />
      <FormMessage text={state.failure === null ? null : errorText(state.failure)} />
      <button type="submit" className="btn btn-primary w-full" disabled={busy}>
        {busy ? t('signingIn') : t('signIn')}
      </button>
    </form>
  )
}
