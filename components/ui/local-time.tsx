'use client'
/** Moments, in one time zone a page, which is named: in a class the class's, everywhere else the reader's own. */
import { useLocale, useTimeZone } from 'next-intl'
import { createContext, useCallback, useContext, useSyncExternalStore, type ReactNode } from 'react'

import { describeZonedTime } from '@/course/time/zoned-words.ts'

const ZoneOfClass = createContext<string | null>(null)

/** All moments inside are told by the clocks of a class. */
export function ClassZone({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <ZoneOfClass value={timeZone}>{children}</ZoneOfClass>
}

const never = () => () => {}

/**
 * @param options.zone false where the page names the time zone for all of its times
 * @returns how to write a moment in words. The server does not know the reader's own zone and writes UTC; the browser corrects it
 * at once.
 */
export function useMoment({ zone = true }: { zone?: boolean } = {}): (at: string | number | Date) => string {
  const locale = useLocale()
  const ofClass = useContext(ZoneOfClass)
  const ofServer = useTimeZone() ?? 'UTC'
  const own = useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => ofServer,
  )
  const timeZone = ofClass ?? own
  return useCallback(
    (at) => describeZonedTime(new Date(at), { locale, timeZone, year: true, weekday: false, zone }),
    [locale, timeZone, zone],
  )
}

/** @param at ISO 8601 */
export function LocalTime({ at }: { at: string }) {
  const moment = useMoment()
  return (
    <time dateTime={at} className="tabular-nums">
      {moment(at)}
    </time>
  )
}
