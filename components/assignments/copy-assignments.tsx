'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { assignmentApi } from '@/contracts/assignments.ts'
import type { AnswerOf } from '@/contracts/contract.ts'

import { FormMessage } from '../form/field.tsx'
import { Form, useFieldMarks } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'

/** @param props.sources other classes whose assignments the reader may take over */
export function CopyAssignments(props: { classroomId: string; sources: Array<{ id: string; name: string }> }) {
  const { classroomId, sources } = props
  const t = useTranslations('assignments.copy')
  const { pending, failure, failed, change } = useChange()
  const [done, setDone] = useState<AnswerOf<typeof assignmentApi.copy> | null>(null)
  const copy = async (from: string) => {
    setDone(null)
    const answer = await change(assignmentApi.copy, { params: { id: classroomId }, body: { from } })
    if (answer.ok) setDone(answer.value)
  }
  return (
    <Form
      failed={failed}
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault()
        void copy(textField(new FormData(event.currentTarget), 'from'))
      }}
    >
      <p className="text-sm text-soft">{t('text')}</p>
      <div className="flex flex-wrap items-end gap-3">
        <SourceField sources={sources} />
        <button type="submit" className="btn" disabled={pending}>
          {t('button')}
        </button>
      </div>
      <FormMessage text={failure} />
      <FormMessage text={done && t('done', done)} tone="good" />
    </Form>
  )
}

function SourceField({ sources }: { sources: Array<{ id: string; name: string }> }) {
  const t = useTranslations('assignments.copy')
  return (
    <label className="min-w-0 flex-1 basis-64 text-sm">
      <span className="mb-1 block font-medium">{t('from')}</span>
      <select {...useFieldMarks('from')} name="from" className="field" required>
        {sources.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
