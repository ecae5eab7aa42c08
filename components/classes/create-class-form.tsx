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
import { TimeZoneSelect } from './time-zone-select.tsx'

export function CreateClassForm() {
  const t = useTranslations('classes')
  const locale = useLocale()
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const body = { name: textField(form, 'name'), timeZone: textField(form, 'timeZone') }
      const result = await call(classApi.create, { body })
      if (!result.ok) {
        return { failure: errorText(result.code, result.params), failed: failedFields(result), name: body.name }
      }
      window.location.assign(`/${locale}/classes/${result.value.id}`)
      return { failure: null, failed: [], name: body.name }
    },
    { failure: null, failed: [], name: '' },
  )
  return (
    <Form failed={state.failed} action={submit} className="space-y-4">
      <Field label={t('name')} name="name" autoComplete="off" required maxLength={120} defaultValue={state.name} />
      <TimeZoneSelect label={t('timeZone')} />
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {pending ? t('creating') : t('create')}
      </button>
      <FormMessage text={state.failure} />
    </Form>
  )
}
