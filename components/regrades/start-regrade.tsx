'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { regradeApi } from '@/contracts/regrades.ts'

import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'

interface Props {
  classroomId: string
  outdated: Array<{ slug: string; title: string; submissions: number; learners: number }>
}

/** Exercises that changed after submissions of the class were judged. */
export function StartRegrade({ classroomId, outdated }: Props) {
  const t = useTranslations('regrade')
  const locale = useLocale()
  const { pending, failure, failed, change } = useChange()
  const [asked, setAsked] = useState<string | null>(null)
  const start = async (slug: string, reason: string) => {
    setAsked(slug)
    const result = await change(regradeApi.start, { params: { id: classroomId }, body: { slug, reason } })
    if (result.ok) window.location.assign(`/${locale}/classes/${classroomId}/regrade/${result.value.id}`)
  }
  return (
    <>
      <ul className="card divide-y divide-hair">
        {outdated.map(({ slug, title, submissions, learners }) => (
          <li key={slug} className="px-5 py-4">
            <p className="font-semibold">{title}</p>
            <p className="text-sm text-soft">{t('outdated', { submissions, learners })}</p>
            <Form
              failed={asked === slug ? failed : []}
              className="mt-3 flex flex-wrap items-end gap-3"
              onSubmit={(event) => {
                event.preventDefault()
                void start(slug, textField(new FormData(event.currentTarget), 'reason'))
              }}
            >
              <div className="min-w-0 flex-1 basis-64">
                <Field id={`reason-${slug}`} label={t('reason')} name="reason" required maxLength={500} />
              </div>
              <button type="submit" className="btn btn-primary" disabled={pending}>
                {t('start')}
              </button>
              {asked === slug ? (
                <div className="basis-full">
                  <FormMessage text={failure} />
                </div>
              ) : null}
            </Form>
          </li>
        ))}
      </ul>
    </>
  )
}
