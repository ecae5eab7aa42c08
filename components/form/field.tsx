'use client'

import type { InputHTMLAttributes, ReactNode } from 'react'

import { useFieldMarks, useMessageId } from './form.tsx'

/** A labelled input with an optional hint. @param props.beside stands to the right of the input */
export function Field(
  props: { label: string; hint?: ReactNode; beside?: ReactNode } & InputHTMLAttributes<HTMLInputElement>,
) {
  const { label, hint, beside, name, id = `field-${name}`, ...attributes } = props
  const marks = useFieldMarks(name, hint ? `${id}-hint` : undefined)
  const input = <input id={id} name={name} className="field" {...marks} {...attributes} />
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {beside === undefined ? (
        input
      ) : (
        <div className="flex gap-2">
          {input}
          {beside}
        </div>
      )}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** What a form has to say: always in the page, so that a screen reader hears it when it is filled. */
export function FormMessage({ text, tone = 'bad' }: { text: string | null; tone?: 'bad' | 'good' }) {
  const messageId = useMessageId()
  return (
    <p
      id={tone === 'bad' ? messageId : undefined}
      role={tone === 'bad' ? 'alert' : 'status'}
      className={tone === 'bad' ? 'text-sm text-bad' : 'text-sm text-good'}
    >
      {text}
    </p>
  )
}
