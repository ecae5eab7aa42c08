'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useActionState, useSyncExternalStore } from 'react'

import { callApi, readText } from '../ui/call-api.ts'
import { Field, FormMessage } from '../ui/field.tsx'
import { textField } from '../ui/text-field.ts'
import { useErrorText } from '../ui/use-error-text.ts'

export function CreateClassForm() {
  const t = useTranslations('classes')
  const locale = useLocale()
  const errorText = useErrorText()
  const [state, submit, pending] = useActionState(
    async (_: unknown, form: FormData) => {
      const body = { name: textField(form, 'name'), timeZone: textField(form, 'timeZone') }
      const result = await callApi('/api/classes', { method: 'POST', body })
      if (!result.ok) return { failure: errorText(result.code, result.params), name: body.name }
      window.location.assign(`/${locale}/classes/${readText(result.value, 'id') ?? ''}`)
      return { failure: null, name: body.name }
    },
    { failure: null, name: '' },
  )
  return (
    <form action={submit} className="space-y-4">
      <Field label={t('name')} name="name" autoComplete="off" required maxLength={120} defaultValue={state.name} />
      <TimeZoneSelect label={t('timeZone')} />
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {pending ? t('creating') : t('create')}
      </button>
      <FormMessage text={state.failure} />
    </form>
  )
}

const never = () => () => {}

/** The browser knows its own zone and the names of the others; the server's list would differ. */
function TimeZoneSelect({ label }: { label: string }) {
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const zones = inBrowser ? [...new Set(['UTC', own, ...Intl.supportedValuesOf('timeZone')])].toSorted() : ['UTC']
  return (
    <div>
      <label htmlFor="field-time-zone" className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select key={own} id="field-time-zone" name="timeZone" className="field" defaultValue={own}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </div>
  )
}
