'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useActionState } from 'react'

import { callApi } from '../ui/call-api.ts'
import { Field, FormMessage } from '../ui/field.tsx'
import { textField } from '../ui/text-field.ts'
import { useErrorText } from '../ui/use-error-text.ts'
import { toInstant } from '@/course/zoned-time.ts'

interface Props {
  classroomId: string
  timeZone: string
  /** What is not assigned yet. */
  exercises: Array<{ slug: string; title: string }>
}

export function AssignForm({ classroomId, timeZone, exercises }: Props) {
  const t = useTranslations('classes')
  const errorText = useErrorText()
  const router = useRouter()
  const [failure, submit, pending] = useActionState(async (_: string | null, form: FormData) => {
    const due = textField(form, 'due')
    const result = await callApi(`/api/classes/${classroomId}/assignments`, {
      method: 'POST',
      body: { slugs: [textField(form, 'slug')], dueAt: due === '' ? null : toInstant(due, timeZone) },
    })
    if (!result.ok) return errorText(result.code, result.params)
    router.refresh()
    return null
  }, null)

  if (exercises.length === 0) return <p className="text-soft">{t('allAssigned')}</p>
  return (
    <form action={submit} className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <div>
          <label htmlFor="field-slug" className="mb-1 block text-sm font-medium">
            {t('exercise')}
          </label>
          <select id="field-slug" name="slug" className="field">
            {exercises.map(({ slug, title }) => (
              <option key={slug} value={slug}>
                {title}
              </option>
            ))}
          </select>
        </div>
        <Field label={t('dueLabel', { timeZone })} name="due" type="datetime-local" />
      </div>
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {pending ? t('adding') : t('add')}
      </button>
      <FormMessage text={failure} />
    </form>
  )
}
