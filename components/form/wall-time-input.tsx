'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useRef, useState } from 'react'

import { findInstants } from '@/course/time/zoned-time.ts'

/**
 * A time by the clocks of a time zone. One that clocks skip is refused, in words, before the form is sent; of one that they show
 * twice the first counts, and it is said so.
 */
export function WallTimeInput(props: {
  id?: string
  name: string
  timeZone: string
  /** As `<input type="datetime-local">` takes it. */
  defaultValue: string
  /** As its form marks it. */
  'aria-describedby'?: string | undefined
  'aria-invalid'?: true | undefined
}) {
  const { id, name, timeZone, defaultValue } = props
  const describedBy = props['aria-describedby']
  const t = useTranslations('common.wallTime')
  const [typed, setTyped] = useState(defaultValue)
  const input = useRef<HTMLInputElement>(null)
  const noteId = useId()
  const count = typed === '' ? 1 : findInstants(typed, timeZone).length
  const note = count === 0 ? t('skipped', { timeZone }) : count > 1 ? t('twice', { timeZone }) : null
  const refusal = count === 0 && note !== null ? note : ''
  useEffect(() => input.current?.setCustomValidity(refusal), [refusal])
  return (
    <>
      <input
        ref={input}
        id={id}
        aria-describedby={[describedBy, note === null ? undefined : noteId].filter(Boolean).join(' ') || undefined}
        aria-invalid={count === 0 ? true : props['aria-invalid']}
        type="datetime-local"
        name={name}
        className="field"
        defaultValue={defaultValue}
        onChange={(event) => setTyped(event.target.value)}
      />
      <span id={noteId} role="status" className={`block text-sm ${count === 0 ? 'text-bad' : 'text-soft'}`}>
        {note}
      </span>
    </>
  )
}
