import { expect, test } from 'vitest'
import { keepChanges, readChanges } from './class-log.ts'

test('what changed is kept with what was before, and nothing else', () => {
  const dueAt = new Date('2026-06-01T10:00:00Z')
  const before = { points: 10, dueAt, latePolicy: 'none', attemptLimit: null }
  const kept = keepChanges(before, { points: 20, dueAt: new Date(dueAt), latePolicy: undefined, attemptLimit: 3 })
  expect(kept).toEqual({ points: 20, pointsBefore: 10, attemptLimit: 3, attemptLimitBefore: null })
  expect(readChanges({ slug: 'x', ...kept })).toEqual([
    { field: 'points', from: 10, to: 20 },
    { field: 'attemptLimit', from: null, to: 3 },
  ])
})

test('a date that is taken away is told, and an entry that does not know what was before tells nothing', () => {
  const kept = keepChanges({ dueAt: new Date(0) }, { dueAt: null })
  expect(readChanges(kept)).toEqual([{ field: 'dueAt', from: '1970-01-01T00:00:00.000Z', to: null }])
  expect(readChanges({ dueAt: null, points: 3 })).toEqual([])
})
