'use client'

import { useFormatter, useTimeZone } from 'next-intl'
import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * A moment in the reader's own time zone. The server does not know it and writes UTC; the browser corrects it at once.
 * @param at ISO 8601
 */
export function LocalTime({ at }: { at: string }) {
  const format = useFormatter()
  const serverZone = useTimeZone()
  const timeZone = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => serverZone ?? 'UTC',
  )
  return (
    <time dateTime={at} className="tabular-nums">
      {format.dateTime(new Date(at), { timeZone, dateStyle: 'medium', timeStyle: 'short' })}
    </time>
  )
}
