'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'

import type { CellDetail } from '@/course/gradebook-cell.ts'
import { toWallTime } from '@/course/zoned-time.ts'
import { callApi } from '../ui/call-api.ts'
import { Field, FormMessage } from '../ui/field.tsx'
import { textField, timeField } from '../ui/text-field.ts'
import { useErrorText } from '../ui/use-error-text.ts'

interface Typed {
  dueAt: string
  closesAt: string
  extraAttempts: string
  reason: string
  failure: string | null
  done: string | null
}

/** More time or more attempts for this learner; times as the class's clocks show them. */
export function ExtensionForm(props: { detail: CellDetail; timeZone: string; onChanged: () => void }) {
  const { detail, timeZone, onChanged } = props
  const t = useTranslations('gradebook.panel.extension')
  const errorText = useErrorText()
  const { assignment, learner, extension } = detail
  const path = `/api/assignments/${assignment.id}/extensions/${learner.id}`
  const shown = (at: number | null | undefined) => (at === null || at === undefined ? '' : toWallTime(at, timeZone))
  const [state, submit, pending] = useActionState(
    async (_: Typed, form: FormData): Promise<Typed> => {
      const withdraw = form.get('deed') === 'withdraw'
      const kept = {
        dueAt: textField(form, 'dueAt'),
        closesAt: textField(form, 'closesAt'),
        extraAttempts: textField(form, 'extraAttempts'),
        reason: textField(form, 'extensionReason'),
      }
      const result = withdraw
        ? await callApi(path, { method: 'DELETE' })
        : await callApi(path, {
            method: 'PUT',
            body: {
              dueAt: timeField(form, 'dueAt', timeZone),
              closesAt: timeField(form, 'closesAt', timeZone),
              extraAttempts: Number(kept.extraAttempts),
              reason: kept.reason,
            },
          })
      if (!result.ok) return { failure: errorText(result.code, result.params), done: null, ...kept }
      onChanged()
      const none = { dueAt: '', closesAt: '', extraAttempts: '0', reason: '' }
      return { failure: null, done: t(withdraw ? 'withdrawn' : 'granted'), ...(withdraw ? none : kept) }
    },
    {
      failure: null,
      done: null,
      dueAt: shown(extension?.dueAt),
      closesAt: shown(extension?.closesAt),
      extraAttempts: String(extension?.extraAttempts ?? 0),
      reason: extension?.reason ?? '',
    },
  )
  return (
    <form action={submit} className="space-y-3">
      {assignment.plainDueAt === null ? null : (
        <Field label={t('dueAt', { timeZone })} name="dueAt" type="datetime-local" defaultValue={state.dueAt} />
      )}
      {assignment.plainClosesAt === null ? null : (
        <Field
          label={t('closesAt', { timeZone })}
          name="closesAt"
          type="datetime-local"
          defaultValue={state.closesAt}
        />
      )}
      <Field
        label={t('extraAttempts')}
        name="extraAttempts"
        type="number"
        min={0}
        max={1000}
        required
        defaultValue={state.extraAttempts}
      />
      <Field label={t('reason')} name="extensionReason" maxLength={500} defaultValue={state.reason} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="deed" value="grant" className="btn btn-primary" disabled={pending}>
          {t(extension === null ? 'grant' : 'change')}
        </button>
        {extension === null ? null : (
          <button type="submit" name="deed" value="withdraw" formNoValidate className="btn" disabled={pending}>
            {t('withdraw')}
          </button>
        )}
      </div>
      <FormMessage text={state.failure} />
      <FormMessage text={state.done} tone="good" />
    </form>
  )
}
