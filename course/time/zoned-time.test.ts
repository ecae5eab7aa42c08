import { expect, test } from 'vitest'

import { addDays, findInstant, findInstants, isTimeZone, toWallTime } from './zoned-time.ts'

const times: Array<[string, string, string]> = [
  ['2026-11-22T23:59', 'Asia/Shanghai', '2026-11-22T15:59:00.000Z'],
  ['2026-11-22T23:59', 'UTC', '2026-11-22T23:59:00.000Z'],
  ['2026-07-01T09:00', 'Europe/Zurich', '2026-07-01T07:00:00.000Z'],
  ['2026-01-01T09:00', 'Europe/Zurich', '2026-01-01T08:00:00.000Z'],
  ['2026-01-01T09:00', 'Asia/Kolkata', '2026-01-01T03:30:00.000Z'],
  // The first hour after clocks went forward, and the last before they go back.
  ['2026-03-29T03:30', 'Europe/Zurich', '2026-03-29T01:30:00.000Z'],
  ['2026-10-25T01:30', 'Europe/Zurich', '2026-10-24T23:30:00.000Z'],
]

test.each(times)('%s in %s is %s, and back', (wallTime, timeZone, instant) => {
  expect(findInstant(wallTime, timeZone)).toBe(instant)
  expect(toWallTime(Date.parse(instant), timeZone)).toBe(wallTime)
})

test.each([
  ['2026-03-29T02:30', 'Europe/Zurich'],
  ['2026-03-08T02:00', 'America/New_York'],
  // A day that was left out.
  ['2011-12-30T12:00', 'Pacific/Apia'],
])('clocks never show %s in %s', (wallTime, timeZone) => {
  expect(findInstant(wallTime, timeZone)).toBeUndefined()
})

test.each([
  ['2026-10-25T02:30', 'Europe/Zurich', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
  ['2026-11-01T01:00', 'America/New_York', ['2026-11-01T05:00:00.000Z', '2026-11-01T06:00:00.000Z']],
  // Half an hour back.
  ['2026-04-05T01:45', 'Australia/Lord_Howe', ['2026-04-04T14:45:00.000Z', '2026-04-04T15:15:00.000Z']],
])('of the two times that %s is in %s, the first counts', (wallTime, timeZone, instants) => {
  expect(findInstants(wallTime, timeZone).map((instant) => new Date(instant).toISOString())).toEqual(instants)
  expect(findInstant(wallTime, timeZone)).toBe(instants[0])
})

test.each([
  // A day of 23 hours, one of 25, and an ordinary one.
  ['2026-03-28T22:59:00.000Z', 1, 'Europe/Zurich', '2026-03-29T21:59:00.000Z'],
  ['2026-10-24T21:59:00.000Z', 1, 'Europe/Zurich', '2026-10-25T22:59:00.000Z'],
  ['2026-06-01T21:59:30.500Z', 2, 'Europe/Zurich', '2026-06-03T21:59:30.500Z'],
  ['2026-06-01T21:59:00.000Z', 0, 'Asia/Shanghai', '2026-06-01T21:59:00.000Z'],
  // 02:30, which the next day does not have, and which the day after next has.
  ['2026-03-28T01:30:00.000Z', 1, 'Europe/Zurich', '2026-03-29T01:30:00.000Z'],
  ['2026-03-28T01:30:00.000Z', 2, 'Europe/Zurich', '2026-03-30T00:30:00.000Z'],
  // 02:30, which the next day has twice.
  ['2026-10-24T00:30:00.000Z', 1, 'Europe/Zurich', '2026-10-25T00:30:00.000Z'],
])('%s and %i days in %s is %s', (from, days, timeZone, expected) => {
  expect(new Date(addDays(Date.parse(from), days, timeZone)).toISOString()).toBe(expected)
})

test('a name of no time zone is told apart', () => {
  expect(['Europe/Zurich', 'UTC', 'Mars/Base', ''].map((name) => isTimeZone(name))).toEqual([true, true, false, false])
})
