'use client'
/** Points that an instructor gives instead of the machine's. The verdict stays beside them. */
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { overrideApi } from '@/contracts/assignments.ts'

import { OverrideFields } from '../assignments/override-fields.tsx'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'

export function OverrideForm(props: {
  assignmentId: string
  learnerId: string
  max: number
  current: { points: number; reason: string } | null
}) {
  const { assignmentId, learnerId, max, current } = props
  const t = useTranslations('review.override')
  const { change, pending, failure, failed } = useChange()
  const [done, setDone] = useState<'saved' | 'withdrawn' | null>(null)
  const params = { id: assignmentId, userId: learnerId }
  const save = (form: FormData) => {
    setDone(null)
    const body = { points: Number(textField(form, 'points')), reason: textField(form, 'reason') }
    void change(overrideApi.give, { params, body }, () => setDone('saved'))
  }
  return (
    <details className="mt-3 border-t border-hair pt-3">
      <summary className="w-fit text-sm text-accent">{current === null ? t('open') : t('change')}</summary>
      <Form
        failed={failed}
        // What was saved elsewhere replaces what stands here.
        key={`${current?.points} ${current?.reason}`}
        className="mt-3 grid max-w-2xl gap-3 sm:grid-cols-[9rem_minmax(0,1fr)]"
        onSubmit={(event) => {
          event.preventDefault()
          save(new FormData(event.currentTarget))
        }}
      >
        <p className="m-0 text-sm text-soft sm:col-span-2">{t('text')}</p>
        <OverrideFields
          labels={{ points: t('points', { max }), reason: t('reason') }}
          values={{ points: current === null ? '' : String(current.points), reason: current?.reason ?? '' }}
        />
        <div className="flex flex-wrap gap-2 sm:col-span-2">
          <button type="submit" className="btn btn-primary" disabled={pending}>
            {pending ? t('saving') : t('save')}
          </button>
          {current === null ? null : (
            <button
              type="button"
              className="btn"
              disabled={pending}
              onClick={() => void change(overrideApi.withdraw, { params }, () => setDone('withdrawn'))}
            >
              {t('withdraw')}
            </button>
          )}
        </div>
        <div className="sm:col-span-2">
          <FormMessage text={failure} />
          <FormMessage tone="good" text={done === null || pending ? null : t(done)} />
        </div>
      </Form>
    </details>
  )
}
