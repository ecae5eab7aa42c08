import { expect, test } from 'vitest'
import { gainsOf, uselessFieldOf } from './extension-gains.ts'

const schedule = { opensAt: 0, dueAt: 100, closesAt: 200 }
const nothing = { dueAt: null, closesAt: null, extraAttempts: 0 }

test('what an extension gives is what the learner has by it and nobody else has', () => {
  expect(gainsOf(schedule, { ...nothing, dueAt: 150 })).toEqual({ dueAt: 150, closesAt: null })
  expect(gainsOf(schedule, { ...nothing, dueAt: 300 })).toEqual({ dueAt: 300, closesAt: 300 })
  expect(gainsOf(schedule, { ...nothing, closesAt: 300 })).toEqual({ dueAt: null, closesAt: 300 })
  expect(gainsOf(schedule, { ...nothing, dueAt: 50, closesAt: 150 })).toEqual({ dueAt: null, closesAt: null })
  const undated = { opensAt: null, dueAt: null, closesAt: null }
  expect(gainsOf(undated, { ...nothing, dueAt: 50, closesAt: 150 })).toEqual({ dueAt: null, closesAt: null })
})

test.each([
  ['a due time where there is none', { ...schedule, dueAt: null }, { dueAt: 300 }, 'dueAt'],
  ['an earlier due time', schedule, { dueAt: 99, extraAttempts: 1 }, 'dueAt'],
  ['the same due time', schedule, { dueAt: 100 }, 'dueAt'],
  ['an end where there is none', { ...schedule, closesAt: null }, { dueAt: 300, closesAt: 400 }, 'closesAt'],
  ['the same end', schedule, { closesAt: 200 }, 'closesAt'],
  ['an end before the due time that comes with it', schedule, { dueAt: 400, closesAt: 300 }, 'closesAt'],
  ['nothing at all', schedule, {}, 'extraAttempts'],
])('%s gives nothing', (_, plain, given, field) => {
  expect(uselessFieldOf(plain, { ...nothing, ...given })).toBe(field)
})

test.each([
  { dueAt: 101 },
  { closesAt: 201 },
  { dueAt: 300, closesAt: 300 },
  { dueAt: 101, closesAt: 201, extraAttempts: 1 },
  { extraAttempts: 1 },
])('%j gives what it says', (given) => {
  expect(uselessFieldOf(schedule, { ...nothing, ...given })).toBeNull()
})
