import { expect, test } from 'vitest'
import { phaseOf } from './assignment-phase.ts'
import type { LatePolicy } from './deadlines.ts'

const schedule = { opensAt: 100_000, dueAt: 200_000, closesAt: 300_000 }
const free: LatePolicy = { kind: 'none' }
const running = { archivedAt: null }
const phaseAt = (now: number, latePolicy: LatePolicy = free) =>
  phaseOf(now, { schedule, latePolicy, extension: null, ...running }).phase

test('an assignment opens, becomes due and closes at its instants', () => {
  expect([99_999, 100_000, 200_999, 201_000, 300_999, 301_000].map((now) => phaseAt(now))).toEqual([
    'upcoming',
    'open',
    'open',
    'overdue',
    'overdue',
    'closed',
  ])
})

test('where late work does not count, the due time closes it', () => {
  expect(phaseAt(201_000, { kind: 'cutoff' })).toBe('closed')
})

test('an extension opens it again for its learner', () => {
  const extension = { dueAt: 400_000, closesAt: null, extraAttempts: 0 }
  const { phase, schedule: own } = phaseOf(301_000, { schedule, latePolicy: free, extension, ...running })
  expect([phase, own.dueAt, own.closesAt]).toEqual(['open', 400_000, 400_000])
})

test('without dates it is always open', () => {
  const none = { opensAt: null, dueAt: null, closesAt: null }
  expect(phaseOf(1e12, { schedule: none, latePolicy: free, extension: null, ...running }).phase).toBe('open')
})

test.each([
  ['before it opens', 50_000, 50_000],
  ['while it is open', 150_000, 150_000],
  ['when it had closed by itself', 400_000, 300_000],
])('a class that is archived %s closes it', (_, archivedAt, closesAt) => {
  const extension = { dueAt: 250_000, closesAt: null, extraAttempts: 0 }
  const { phase, schedule: own } = phaseOf(400_000, { schedule, latePolicy: free, extension, archivedAt })
  expect([phase, own.closesAt]).toEqual(['closed', closesAt])
  expect(own.dueAt).toBe(250_000)
})
