import { expect, test } from 'vitest'

import { isSolutionOpen } from './solution.ts'
import type { SolutionRule } from './solution.ts'

const due = 1000
const rule = (change: Partial<SolutionRule>): SolutionRule => ({
  opens: 'passed',
  schedule: { opensAt: null, dueAt: due, closesAt: null },
  extension: null,
  latestExtension: null,
  ...change,
})

test('without a class, or where it asks for no more, passing opens the solution', () => {
  for (const rules of [[], [rule({})]]) {
    expect(isSolutionOpen({ passed: false, rules }, due + 1)).toBe(false)
    expect(isSolutionOpen({ passed: true, rules }, 0)).toBe(true)
  }
})

test('a class may open it once it is due, with the reader’s own extension', () => {
  const rules = [rule({ opens: 'due' })]
  expect(isSolutionOpen({ passed: false, rules }, due)).toBe(false)
  expect(isSolutionOpen({ passed: false, rules }, due + 1)).toBe(true)
  const extended = [rule({ opens: 'due', extension: { dueAt: due + 10, closesAt: null, extraAttempts: 0 } })]
  expect(isSolutionOpen({ passed: false, rules: extended }, due + 1)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: extended }, due + 1)).toBe(true)
})

test('a class may withhold it, also from who passed, until it is over for everybody', () => {
  const rules = [rule({ opens: 'closed', latestExtension: due + 10 })]
  expect(isSolutionOpen({ passed: true, rules }, due + 10)).toBe(false)
  expect(isSolutionOpen({ passed: false, rules }, due + 11)).toBe(true)
  const closing = rule({ opens: 'closed', schedule: { opensAt: null, dueAt: due, closesAt: due + 5 } })
  expect(isSolutionOpen({ passed: true, rules: [closing] }, due + 5)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: [closing] }, due + 6)).toBe(true)
  const never = rule({ opens: 'closed', schedule: { opensAt: null, dueAt: null, closesAt: null } })
  expect(isSolutionOpen({ passed: true, rules: [never] }, 1e15)).toBe(false)
})

test('one class that withholds it is enough, whatever the others say', () => {
  const rules = [rule({ opens: 'due' }), rule({ opens: 'closed', latestExtension: due + 10 })]
  expect(isSolutionOpen({ passed: true, rules }, due + 1)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: rules.toReversed() }, due + 1)).toBe(false)
})
