import { expect, test } from 'vitest'

import { canonicalZone, offeredZones, renamedZones } from './zone-names.ts'
import { isTimeZone } from './zoned-time.ts'

test('zones have the names that they have today', () => {
  expect(['Asia/Calcutta', 'Europe/Kiev', 'Asia/Kolkata', 'Europe/Zurich', 'UTC'].map(canonicalZone)).toEqual([
    'Asia/Kolkata',
    'Europe/Kyiv',
    'Asia/Kolkata',
    'Europe/Zurich',
    'UTC',
  ])
})

test('no old name is offered of those that this engine lists, and no zone twice', () => {
  const offered = offeredZones(['UTC', ...Intl.supportedValuesOf('timeZone')])
  expect(offered.filter((name) => Object.hasOwn(renamedZones, name))).toEqual([])
  expect(offered).toEqual(
    expect.arrayContaining(['Asia/Kolkata', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'UTC']),
  )
  expect(new Set(offered).size).toBe(offered.length)
})

const shown = (timeZone: string, at: number): string =>
  new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'long' }).format(at).replace(/ [^ ]*$/, '')

test.each(Object.entries(renamedZones))('%s and %s are known, and show the same time', (old, present) => {
  expect([isTimeZone(old), isTimeZone(present)]).toEqual([true, true])
  for (const at of [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)]) expect(shown(old, at)).toBe(shown(present, at))
  expect(renamedZones[present]).toBeUndefined()
})
