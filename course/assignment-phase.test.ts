import { expect, test } from 'vitest'
import { phaseOf } from './assignment-phase.ts'
import type { LatePolicy } from './deadlines.ts'

const schedule = { opensAt: 100, dueAt: 200, closesAt: 300 }
const free: LatePolicy = { kind: 'none' }
const phaseAt = (now: number, latePolicy: LatePolicy = free) =>
  phaseOf(now, { schedule, latePolicy, extension: null }).phase

test('an assignment opens, becomes due and closes at its instants', () => {
  expect([99, 100, 200, 201, 300, 301].map((now) => phaseAt(now))).toEqual([
    'upcoming',
    'open',
    'open',
    'overdue',
    'overdue',
    'closed',
  ])
})

test('where late work does not count, the due time closes it', () => {
  expect(phaseAt(201, { kind: 'cutoff' })).toBe('closed')
})

test('an extension opens it again for its learner', () => {
  const extension = { dueAt: 400, closesAt: null, extraAttempts: 0 }
  const { phase, schedule: own } = phaseOf(301, { schedule, latePolicy: free, extension })
  expect([phase, own.dueAt, own.closesAt]).toEqual(['open', 400, 400])
})

test('without dates it is always open', () => {
  const none = { opensAt: null, dueAt: null, closesAt: null }
  expect(phaseOf(1e12, { schedule: none, latePolicy: free, extension: null }).phase).toBe('open')
})
