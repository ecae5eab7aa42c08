'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { classApi } from '@/contracts/classes.ts'

import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'

/** @param code given by a join link; without it the learner types one */
export function JoinForm({ code }: { code?: string }) {
  const t = useTranslations('classes')
  const locale = useLocale()
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const typed = code ?? textField(form, 'code')
      const result = await call(classApi.join, { body: { code: typed } })
      if (!result.ok) {
        const isUnknown = result.code === 'not-found' || result.code === 'invalid-input'
        const failure = isUnknown ? { code: 'code-unknown' } : result
        return { failure: errorText(failure.code, result.params), failed: failedFields(failure), typed }
      }
      window.location.assign(`/${locale}/classes/${result.value.id}`)
      return { failure: null, failed: [], typed }
    },
    { failure: null, failed: [], typed: '' },
  )
  return (
    <Form failed={state.failed} action={submit} className="space-y-4">
      {code === undefined ? (
        <Field
          label={t('code')}
          hint={t('codeHint')}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          maxLength={40}
          defaultValue={state.typed}
        />
      ) : null}
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {pending ? t('joining') : t('join')}
      </button>
      <FormMessage text={state.failure} />
    </Form>
  )
}
