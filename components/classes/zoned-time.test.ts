import { expect, test } from 'vitest'

import { toInstant } from './zoned-time.ts'

test.each([
  ['2026-11-22T23:59', 'Asia/Shanghai', '2026-11-22T15:59:00.000Z'],
  ['2026-11-22T23:59', 'UTC', '2026-11-22T23:59:00.000Z'],
  ['2026-07-01T09:00', 'Europe/Zurich', '2026-07-01T07:00:00.000Z'],
  ['2026-01-01T09:00', 'Europe/Zurich', '2026-01-01T08:00:00.000Z'],
  ['2026-01-01T09:00', 'Asia/Kolkata', '2026-01-01T03:30:00.000Z'],
  // The first hour after clocks went forward, and the last before they go back.
  ['2026-03-29T03:30', 'Europe/Zurich', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T01:30', 'Europe/Zurich', '2026-10-24T23:30:00.000Z'],
])('%s in %s is %s', (wallTime, timeZone, instant) => {
  expect(toInstant(wallTime, timeZone)).toBe(instant)
})
