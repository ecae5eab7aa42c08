'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'

import { callLoaded } from '../form/call-api.ts'
import { FormMessage } from '../form/field.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { useErrorText } from '../form/use-error-text.ts'

/** @param lesson "unit/lesson" */
export function MarkRead(props: { lesson: string; read: boolean }) {
  const t = useTranslations('lesson')
  const errorText = useErrorText()
  const [read, setRead] = useState(props.read)
  const [failure, setFailure] = useState<string | null>(null)
  const [pending, start] = useTransition()

  // The button goes; whoever pressed it stays at its place.
  const focusOnce = (place: HTMLElement | null) => {
    if (read !== props.read) place?.focus({ preventScroll: true })
  }
  if (read)
    return (
      <p
        role="status"
        tabIndex={-1}
        ref={focusOnce}
        className="inline-flex min-h-9 items-center gap-2 text-sm text-good outline-none"
      >
        <CheckIcon />
        {t('markedRead')}
      </p>
    )
  const mark = () =>
    start(async () => {
      const load = async () => (await import('@/contracts/reading.ts')).lessonApi.markRead
      const result = await callLoaded(load, { body: { lesson: props.lesson } })
      if (result.ok) setRead(true)
      else setFailure(errorText(result.code, result.params))
    })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <button type="button" className="btn" disabled={pending} onClick={mark}>
        {t('markRead')}
      </button>
      <FormMessage text={failure} />
    </div>
  )
}
