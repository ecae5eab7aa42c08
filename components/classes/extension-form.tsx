'use client'

import { useTranslations } from 'next-intl'
import { useId } from 'react'

import { FormMessage } from '../ui/field.tsx'
import { textField, timeField } from '../ui/text-field.ts'
import { useChange } from '../ui/use-change.ts'

interface Props {
  assignmentId: string
  learners: Array<{ id: string; name: string }>
  timeZone: string
}

/** Gives one learner more time, or more attempts. */
export function ExtensionForm({ assignmentId, learners, timeZone }: Props) {
  const t = useTranslations('assignments.extension')
  const id = useId()
  const { pending, failure, ask } = useChange()
  const grant = async (element: HTMLFormElement) => {
    const form = new FormData(element)
    const result = await ask(`/api/assignments/${assignmentId}/extensions/${textField(form, 'userId')}`, {
      method: 'PUT',
      body: {
        dueAt: timeField(form, 'dueAt', timeZone),
        closesAt: timeField(form, 'closesAt', timeZone),
        extraAttempts: Number(textField(form, 'extraAttempts')),
        reason: textField(form, 'reason'),
      },
    })
    if (result.ok) element.reset()
  }
  if (learners.length === 0) return <p className="text-sm text-soft">{t('nobody')}</p>
  return (
    <form
      className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-3"
      onSubmit={(event) => {
        event.preventDefault()
        void grant(event.currentTarget)
      }}
    >
      <label className="text-sm" htmlFor={`${id}-learner`}>
        <span className="mb-1 block font-medium">{t('learner')}</span>
        <select id={`${id}-learner`} name="userId" className="field" required>
          {learners.map((learner) => (
            <option key={learner.id} value={learner.id}>
              {learner.name}
            </option>
          ))}
        </select>
      </label>
      <label className="text-sm">
        <span className="mb-1 block font-medium">{t('dueAt', { timeZone })}</span>
        <input type="datetime-local" name="dueAt" className="field" />
      </label>
      <label className="text-sm">
        <span className="mb-1 block font-medium">{t('closesAt')}</span>
        <input type="datetime-local" name="closesAt" className="field" />
      </label>
      <label className="text-sm">
        <span className="mb-1 block font-medium">{t('extraAttempts')}</span>
        <input type="number" name="extraAttempts" min={0} max={1000} defaultValue={0} required className="field" />
      </label>
      <label className="text-sm">
        <span className="mb-1 block font-medium">{t('reason')}</span>
        <input name="reason" maxLength={500} className="field" />
      </label>
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {t('grant')}
      </button>
      <div className="sm:col-span-full">
        <FormMessage text={failure} />
      </div>
    </form>
  )
}
