import fc from 'fast-check'
import { expect, test } from 'vitest'

import { extendSchedule, isClosedFor, timelinessOf } from './deadlines.ts'
import type { LatePolicy, Schedule } from './deadlines.ts'

const second = 1000
const hour = 3600 * second
const day = 24 * hour
const due = Date.parse('2026-06-01T21:59:00Z')
const timeZone = 'Europe/Zurich'
const none: LatePolicy = { kind: 'none' }
const daily: LatePolicy = { kind: 'daily', percent: 20 }
const cutoff: LatePolicy = { kind: 'cutoff' }

function at(submittedAt: number, latePolicy: LatePolicy, schedule: Partial<Schedule> = {}) {
  return timelinessOf(submittedAt, {
    schedule: { opensAt: null, dueAt: due, closesAt: null, ...schedule },
    latePolicy,
    timeZone,
  })
}

test('a submission at the due instant is on time, one second later it is late', () => {
  for (const policy of [none, daily, cutoff]) expect(at(due, policy)).toMatchObject({ standing: 'on-time', factor: 1 })
  expect(at(due + second, none)).toEqual({ standing: 'late', lateDays: 1, factor: 1 })
  expect(at(due + second, daily)).toEqual({ standing: 'late', lateDays: 1, factor: 0.8 })
  expect(at(due + second, cutoff)).toEqual({ standing: 'closed', lateDays: 1, factor: 0 })
  expect(at(due + second, none, { dueAt: null })).toMatchObject({ standing: 'on-time' })
})

test('the very second of an end is not past it', () => {
  const within = second - 1
  for (const policy of [none, daily, cutoff]) expect(at(due + within, policy)).toMatchObject({ standing: 'on-time' })
  expect(at(due + day + within, daily)).toMatchObject({ lateDays: 1 })
  expect(at(due + day + within, none, { closesAt: due + day })).toMatchObject({ standing: 'late' })
})

test('each day that has begun costs, until nothing is left', () => {
  expect(at(due + day, daily).factor).toBeCloseTo(0.8, 12)
  expect(at(due + day + second, daily).factor).toBe(0.6)
  expect(at(due + 2 * day + second, daily).factor).toBe(0.4)
  expect(at(due + 4 * day + second, daily).factor).toBeCloseTo(0, 12)
  expect(at(due + 40 * day, daily)).toMatchObject({ standing: 'late', lateDays: 40, factor: 0 })
})

test('what closes has an instant, and what comes before the opening does not count', () => {
  const schedule = { opensAt: due - day, closesAt: due + day }
  expect(at(due - day - 1, none, schedule)).toMatchObject({ standing: 'early', factor: 0 })
  expect(at(due - day, none, schedule)).toMatchObject({ standing: 'on-time' })
  expect(at(due + day, none, schedule)).toMatchObject({ standing: 'late', factor: 1 })
  expect(at(due + day + second, none, schedule)).toMatchObject({ standing: 'closed', factor: 0 })
})

test('a change of clocks makes nobody a day later', () => {
  // Due at 23:59 before a day of 25 hours, and before one of 23.
  const autumn = Date.parse('2026-10-24T21:59:00Z')
  expect(at(autumn + 25 * hour, daily, { dueAt: autumn }).lateDays).toBe(1)
  expect(at(autumn + 25 * hour + second, daily, { dueAt: autumn }).lateDays).toBe(2)
  const spring = Date.parse('2026-03-28T22:59:00Z')
  expect(at(spring + 23 * hour, daily, { dueAt: spring }).lateDays).toBe(1)
  expect(at(spring + 23 * hour + second, daily, { dueAt: spring }).lateDays).toBe(2)
})

test('an extension gives time and takes none, and nothing closes before it is due', () => {
  const schedule = { opensAt: null, dueAt: due, closesAt: due + day }
  const extension = { dueAt: due + 3 * day, closesAt: null, extraAttempts: 0 }
  expect(extendSchedule(schedule, extension)).toEqual({ opensAt: null, dueAt: due + 3 * day, closesAt: due + 3 * day })
  expect(extendSchedule(schedule, { ...extension, dueAt: due - day })).toEqual(schedule)
  expect(extendSchedule(schedule, null)).toEqual(schedule)
  expect(extendSchedule({ ...schedule, dueAt: null, closesAt: null }, extension)).toMatchObject({
    dueAt: null,
    closesAt: null,
  })
})

test('later is never worth more, whatever the zone', () => {
  const zones = ['UTC', 'Europe/Zurich', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Asia/Kathmandu']
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 400 * day }),
      fc.integer({ min: 0, max: 3 * day }),
      fc.integer({ min: 0, max: 365 * day }),
      (zone, after, more, shift) => {
        const rules = {
          schedule: { opensAt: null, dueAt: due + shift, closesAt: null },
          latePolicy: daily,
          timeZone: zone,
        }
        const [earlier, later] = [after, after + more].map((ms) => timelinessOf(due + shift + ms, rules))
        expect(later?.factor).toBeLessThanOrEqual(earlier?.factor ?? 0)
        expect(later?.lateDays).toBeGreaterThanOrEqual(earlier?.lateDays ?? 0)
      },
    ),
  )
})

test('it is closed when nothing sent now could count', () => {
  const schedule = { opensAt: null, dueAt: due, closesAt: due + day }
  expect(isClosedFor(due + second, { schedule, latePolicy: none })).toBe(false)
  expect(isClosedFor(due + day + second, { schedule, latePolicy: none })).toBe(true)
  expect(isClosedFor(due + second, { schedule, latePolicy: cutoff })).toBe(true)
})
