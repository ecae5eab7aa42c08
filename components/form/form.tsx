'use client'

import { createContext, use, useEffect, useId, useMemo, useRef } from 'react'
import type { ComponentProps, RefObject } from 'react'
import { useFormStatus } from 'react-dom'

interface FailedForm {
  messageId: string
  fields: readonly string[]
}

const Failed = createContext<FailedForm | null>(null)

/**
 * A form whose failure marks the fields that it is about, and leads back to the first of them: who cannot see the message beside the
 * button hears it at the field. Its `FormMessage` says what failed.
 * @param props.failed names of fields, as `failedFields` tells them
 */
export function Form({
  failed,
  onSubmit,
  children,
  ...attributes
}: { failed: readonly string[] } & ComponentProps<'form'>) {
  const messageId = useId()
  const form = useRef<HTMLFormElement>(null)
  const sentFrom = useRef<Element | null>(null)
  const key = failed.join(' ')
  const context = useMemo(() => ({ messageId, fields: key === '' ? [] : key.split(' ') }), [messageId, key])
  return (
    <Failed value={context}>
      <form
        ref={form}
        {...attributes}
        onSubmit={(event) => {
          sentFrom.current = document.activeElement
          onSubmit?.(event)
        }}
      >
        {children}
        <Return form={form} sentFrom={sentFrom} failed={key !== ''} />
      </form>
    </Failed>
  )
}

/**
 * Where the focus goes when the answer is there: a button that rests while it is sent has lost it to nobody. Who has gone on to
 * something outside the form stays there.
 */
function Return(props: {
  form: RefObject<HTMLFormElement | null>
  sentFrom: RefObject<Element | null>
  failed: boolean
}) {
  const { form, sentFrom, failed } = props
  const { pending } = useFormStatus()
  useEffect(() => {
    const { activeElement } = document
    const isNobodys = activeElement === null || activeElement === document.body
    if (pending || sentFrom.current === null) return
    if (failed && (isNobodys || form.current?.contains(activeElement))) {
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    } else if (isNobodys && sentFrom.current instanceof HTMLElement) sentFrom.current.focus()
  }, [pending, failed, form, sentFrom])
  return null
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
