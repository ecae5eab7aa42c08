'use client'

import { useSyncExternalStore } from 'react'

import { canonicalZone, offeredZones } from '@/course/time/zone-names.ts'

const never = () => () => {}

/**
 * The browser knows its own zone and the names of the others; the server's list would differ.
 * @param chosen the browser's own without one
 */
export function TimeZoneSelect({ label, chosen }: { label: string; chosen?: string }) {
  const own = useSyncExternalStore(
    never,
    () => canonicalZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
    () => 'UTC',
  )
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const first = chosen === undefined ? own : canonicalZone(chosen)
  const zones = offeredZones(['UTC', own, first, ...(inBrowser ? Intl.supportedValuesOf('timeZone') : [])])
  return (
    <div>
      <label htmlFor="field-time-zone" className="mb-1 block text-sm font-medium">
        {label}
      </label>
      <select key={first} id="field-time-zone" name="timeZone" className="field" defaultValue={first}>
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
    </div>
  )
}
