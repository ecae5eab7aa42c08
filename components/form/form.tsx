'use client'

import { createContext, use, useId, useMemo } from 'react'
import type { ComponentProps } from 'react'

interface FailedForm {
  messageId: string
  fields: readonly string[]
}

const Failed = createContext<FailedForm | null>(null)

/**
 * A form whose failure marks the fields that it is about: who cannot see the message beside the button hears it at the field. Its
 * `FormMessage` says what failed.
 * @param props.failed names of fields, as `failedFields` tells them
 */
export function Form({ failed, ...attributes }: { failed: readonly string[] } & ComponentProps<'form'>) {
  const messageId = useId()
  const key = failed.join(' ')
  const context = useMemo(() => ({ messageId, fields: key === '' ? [] : key.split(' ') }), [messageId, key])
  return (
    <Failed value={context}>
      <form {...attributes} />
    </Failed>
  )
}

/** What a field of a `Form` carries. @param hintId of what describes the field anyway */
export function useFieldMarks(
  name: string | undefined,
  hintId?: string,
): { 'aria-invalid'?: true; 'aria-describedby'?: string } {
  const form = use(Failed)
  const isFailed = form !== null && name !== undefined && form.fields.includes(name)
  const describedBy = [...(hintId === undefined ? [] : [hintId]), ...(isFailed ? [form.messageId] : [])].join(' ')
  return {
    ...(isFailed ? { 'aria-invalid': true } : {}),
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
  }
}

/** Of the message of the `Form` around it; undefined outside one. */
export function useMessageId(): string | undefined {
  return use(Failed)?.messageId
}
