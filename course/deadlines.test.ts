import { expect, test } from 'vitest'
import { isLate } from './deadlines.ts'

test('late is after the due instant, not at it; without one nothing is late', () => {
  expect(isLate({ dueAt: 1000 }, 1000)).toBe(false)
  expect(isLate({ dueAt: 1000 }, 1001)).toBe(true)
  expect(isLate({ dueAt: null }, Number.MAX_SAFE_INTEGER)).toBe(false)
})
