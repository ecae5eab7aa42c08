'use client'

import { useTranslations } from 'next-intl'
import { useActionState, useState } from 'react'

import { failedFields } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { PasswordField } from '../form/password-field.tsx'
import { finishSignIn, signIn } from './sign-in-client.ts'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { CodeField } from './code-field.tsx'

/**
 * The password, and where the account has a second factor a code of it as well.
 * @param props.next where to go then, with its language
 * @param props.atSecondStep the first factor was shown in this browser a moment ago
 */
export function SignInForm({ next, atSecondStep }: { next: string; atSecondStep: boolean }) {
  const [step, setStep] = useState<'password' | 'code'>(atSecondStep ? 'code' : 'password')
  // A whole document: the header and everything that the page keeps belong to another person now.
  const leave = () => window.location.assign(next)
  return step === 'password' ? (
    <PasswordStep onDone={leave} onSecondStep={() => setStep('code')} />
  ) : (
    <CodeStep onDone={leave} onBack={() => setStep('password')} />
  )
}

function PasswordStep({ onDone, onSecondStep }: { onDone: () => void; onSecondStep: () => void }) {
  const t = useTranslations('account')
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const email = textField(form, 'email')
      const failure = await signIn({ email, password: textField(form, 'password') })
      if (failure === null) onDone()
      if (failure === 'second-step') onSecondStep()
      return { failure: failure === 'second-step' ? null : failure, email }
    },
    { failure: null, email: '' },
  )
  return (
    <Form
      failed={failedFields(state.failure === null ? null : { code: state.failure })}
      action={submit}
      className="space-y-4"
    >
      <Field label={t('email')} name="email" type="email" autoComplete="username" required defaultValue={state.email} />
      <PasswordField label={t('password')} name="password" autoComplete="current-password" required />
      <FormMessage text={state.failure === null ? null : errorText(state.failure)} />
      <button type="submit" className="btn btn-primary w-full" disabled={pending}>
        {pending ? t('signingIn') : t('signIn')}
      </button>
    </Form>
  )
}

function CodeStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const t = useTranslations('account')
  const step = useTranslations('security.step')
  const errorText = useErrorText()
  const [failure, submit, pending] = useActionState(async (_: string | null, form: FormData) => {
    const code = await finishSignIn(textField(form, 'code'))
    if (code === null) onDone()
    return code
  }, null)
  return (
    <Form failed={failedFields(failure === null ? null : { code: failure })} action={submit} className="space-y-4">
      <p role="status">{step('text')}</p>
      <CodeField label={step('code')} hint={step('hint')} autoFocus />
      <FormMessage text={failure === null ? null : errorText(failure)} />
      <button type="submit" className="btn btn-primary w-full" disabled={pending}>
        {pending ? t('signingIn') : t('signIn')}
      </button>
      <button type="button" className="btn btn-quiet w-full" onClick={onBack}>
        {step('back')}
      </button>
    </Form>
  )
}
