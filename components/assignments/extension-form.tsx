'use client'

import { useTranslations } from 'next-intl'
import { Fragment, useActionState, useId, useState } from 'react'

import { extensionApi } from '@/contracts/assignments.ts'
import { toWallTime } from '@/course/time/zoned-time.ts'
import { call } from '../form/call-api.ts'
import { failedFields } from '../form/failed-fields.ts'
import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField, timeField } from '../form/text-field.ts'
import { useErrorText } from '../form/use-error-text.ts'
import { WallTimeInput } from '../form/wall-time-input.tsx'
import { useMoment } from '../ui/local-time.tsx'

/** Times are milliseconds since 1970. */
interface GivenExtension {
  dueAt: number | null
  closesAt: number | null
  extraAttempts: number
  reason: string
}

interface Props {
  /** With its ends as everybody has them. */
  assignment: { id: string; dueAt: number | null; closesAt: number | null }
  learnerId: string
  extension: GivenExtension | null
  timeZone: string
  onChanged: () => void
}

const ends = ['dueAt', 'closesAt'] as const
const fields = [...ends, 'extraAttempts'] as const

/** More time or more attempts for one learner; times as the class's clocks show them. */
export function ExtensionForm({ assignment, learnerId, extension, timeZone, onChanged }: Props) {
  const t = useTranslations('extension')
  const moment = useMoment()
  const errorText = useErrorText()
  const id = useId()
  const stored = JSON.stringify(extension)
  const [shown, setShown] = useState({ stored, values: valuesOf(extension, assignment, timeZone) })
  // Somebody else, or another part of the page, may have changed it meanwhile.
  if (shown.stored !== stored) setShown({ stored, values: valuesOf(extension, assignment, timeZone) })
  const params = { id: assignment.id, userId: learnerId }
  const [{ failure, failed, done }, submit, pending] = useActionState(
    async (_: Outcome, form: FormData): Promise<Outcome> => {
      const withdraw = form.get('deed') === 'withdraw'
      const values = readValues(form)
      const result = withdraw
        ? await call(extensionApi.withdraw, { params })
        : await call(extensionApi.grant, { params, body: readExtension(form, timeZone) })
      // The form is emptied to what it shows when this ends.
      setShown({ stored, values: withdraw && result.ok ? noValues : values })
      if (!result.ok) {
        const useless = result.code === 'invalid-input' && fields.find((field) => field === result.params['field'])
        const text = useless ? t(`useless.${useless}`) : errorText(result.code, result.params)
        return { failure: text, failed: failedFields(result), done: null }
      }
      onChanged()
      return { failure: null, failed: [], done: t(withdraw ? 'withdrawn' : extension === null ? 'granted' : 'changed') }
    },
    nothingDone,
  )
  return (
    <Form failed={failed} action={submit} className="@container space-y-3">
      <div className="grid items-start gap-3 @lg:grid-cols-2">
        <Fragment key={stored}>
          {ends.map((end) => {
            const plain = assignment[end]
            if (plain === null) return null
            const when = moment(plain)
            return (
              <div key={`${end} ${shown.values[end]}`}>
                <label htmlFor={`${id}-${end}`} className="mb-1 block text-sm font-medium">
                  {t(end, { timeZone })}
                </label>
                <WallTimeInput
                  id={`${id}-${end}`}
                  aria-describedby={`${id}-${end}-hint`}
                  name={end}
                  timeZone={timeZone}
                  defaultValue={shown.values[end]}
                />
                <p id={`${id}-${end}-hint`} className="mt-1 text-sm text-soft">
                  {t(`${end}Hint`, { when })}
                </p>
              </div>
            )
          })}
          <Field
            id={`${id}-attempts`}
            label={t('extraAttempts')}
            name="extraAttempts"
            type="number"
            min={0}
            max={1000}
            required
            defaultValue={shown.values.extraAttempts}
          />
          <Field
            id={`${id}-reason`}
            label={t('reason')}
            name="reason"
            maxLength={500}
            autoComplete="off"
            defaultValue={shown.values.reason}
          />
        </Fragment>
      </div>
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
      <FormMessage text={failure} />
      <FormMessage text={done} tone="good" />
    </Form>
  )
}

interface Outcome {
  failure: string | null
  failed: readonly string[]
  done: string | null
}

const nothingDone: Outcome = { failure: null, failed: [], done: null }

type Values = Record<keyof GivenExtension, string>

const noValues: Values = { dueAt: '', closesAt: '', extraAttempts: '0', reason: '' }

/** An end that the assignment has overtaken since is left out: it gives nothing any more, and would be refused. */
function valuesOf(extension: GivenExtension | null, plain: Props['assignment'], timeZone: string): Values {
  if (extension === null) return noValues
  const shownEnd = (end: (typeof ends)[number]) => {
    const [own, everybodys] = [extension[end], plain[end]]
    return own === null || everybodys === null || own <= everybodys ? '' : toWallTime(own, timeZone)
  }
  const { extraAttempts, reason } = extension
  return { dueAt: shownEnd('dueAt'), closesAt: shownEnd('closesAt'), extraAttempts: String(extraAttempts), reason }
}

function readValues(form: FormData): Values {
  return {
    dueAt: textField(form, 'dueAt'),
    closesAt: textField(form, 'closesAt'),
    extraAttempts: textField(form, 'extraAttempts'),
    reason: textField(form, 'reason'),
  }
}

/** As the API takes it. */
function readExtension(form: FormData, timeZone: string) {
  return {
    dueAt: timeField(form, 'dueAt', timeZone),
    closesAt: timeField(form, 'closesAt', timeZone),
    extraAttempts: Number(textField(form, 'extraAttempts')),
    reason: textField(form, 'reason'),
  }
}
