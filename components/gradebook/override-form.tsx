'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import { overrideApi } from '@/contracts/assignments.ts'
import type { CellDetail } from '@/course/gradebook/gradebook-cell.ts'
import { OverrideFields } from '../assignments/override-fields.tsx'
import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'

interface Typed {
  points: string
  reason: string
  failure: string | null
  failed: readonly string[]
  done: string | null
}

/** Points by hand, with a reason that the learner reads; the machine's verdict stays beside them. */
export function OverrideForm({ detail, onChanged }: { detail: CellDetail; onChanged: () => void }) {
  const t = useTranslations('gradebook.panel.override')
  const errorText = useErrorText()
  const { assignment, learner, override } = detail
  const params = { id: assignment.id, userId: learner.id }
  const typed = { points: override === null ? '' : String(override.points), reason: override?.reason ?? '' }
  const [state, submit, pending] = useActionState(
    async (_: Typed, form: FormData): Promise<Typed> => {
      const withdraw = form.get('deed') === 'withdraw'
      const kept = { points: textField(form, 'points'), reason: textField(form, 'reason') }
      const result = withdraw
        ? await call(overrideApi.withdraw, { params })
        : await call(overrideApi.give, { params, body: { points: Number(kept.points), reason: kept.reason } })
      if (!result.ok) {
        return { failure: errorText(result.code, result.params), failed: failedFields(result), done: null, ...kept }
      }
      onChanged()
      return {
        failure: null,
        failed: [],
        done: t(withdraw ? 'withdrawn' : 'given'),
        ...(withdraw ? { points: '', reason: '' } : kept),
      }
    },
    { failure: null, failed: [], done: null, ...typed },
  )
  return (
    <Form failed={state.failed} action={submit} className="space-y-3">
      <OverrideFields
        labels={{ points: t('points', { outOf: assignment.points }), reason: t('reason'), reasonHint: t('reasonHint') }}
        values={state}
      />
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="deed" value="give" className="btn btn-primary" disabled={pending}>
          {t(override === null ? 'give' : 'change')}
        </button>
        {override === null ? null : (
          <button type="submit" name="deed" value="withdraw" formNoValidate className="btn" disabled={pending}>
            {t('withdraw')}
          </button>
        )}
      </div>
      <FormMessage text={state.failure} />
      <FormMessage text={state.done} tone="good" />
    </Form>
  )
}
