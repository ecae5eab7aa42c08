import { expect, test } from 'vitest'

import { isSolutionOpen } from './solution.ts'
import type { SolutionRule } from './solution.ts'

const second = 1000
const due = 100 * second
const rule = (change: Partial<SolutionRule>): SolutionRule => ({
  ended: false,
  opens: 'passed',
  schedule: { opensAt: null, dueAt: due, closesAt: null },
  extension: null,
  latestExtension: null,
  ...change,
})

test('without a class, or where it asks for no more, passing opens the solution', () => {
  for (const rules of [[], [rule({})]]) {
    expect(isSolutionOpen({ passed: false, rules }, due + second)).toBe(false)
    expect(isSolutionOpen({ passed: true, rules }, 0)).toBe(true)
  }
})

test('a class may open it once it is due, with the reader’s own extension', () => {
  const rules = [rule({ opens: 'due' })]
  expect(isSolutionOpen({ passed: false, rules }, due)).toBe(false)
  expect(isSolutionOpen({ passed: false, rules }, due + second)).toBe(true)
  const extended = [rule({ opens: 'due', extension: { dueAt: due + 10 * second, closesAt: null, extraAttempts: 0 } })]
  expect(isSolutionOpen({ passed: false, rules: extended }, due + second)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: extended }, due + second)).toBe(true)
})

test('a class may withhold it, also from who passed, until it is over for everybody', () => {
  const rules = [rule({ opens: 'closed', latestExtension: due + 10 * second })]
  expect(isSolutionOpen({ passed: true, rules }, due + 10 * second)).toBe(false)
  expect(isSolutionOpen({ passed: false, rules }, due + 11 * second)).toBe(true)
  const closing = rule({ opens: 'closed', schedule: { opensAt: null, dueAt: due, closesAt: due + 5 * second } })
  expect(isSolutionOpen({ passed: true, rules: [closing] }, due + 5 * second)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: [closing] }, due + 6 * second)).toBe(true)
  const never = rule({ opens: 'closed', schedule: { opensAt: null, dueAt: null, closesAt: null } })
  expect(isSolutionOpen({ passed: true, rules: [never] }, 1e15)).toBe(false)
})

test('one class that withholds it is enough, whatever the others say', () => {
  const rules = [rule({ opens: 'due' }), rule({ opens: 'closed', latestExtension: due + 10 * second })]
  expect(isSolutionOpen({ passed: true, rules }, due + second)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: rules.toReversed() }, due + second)).toBe(false)
})

test('who left a class, or was removed, is withheld what it withholds, and is opened nothing by it', () => {
  const closing = [rule({ opens: 'closed', ended: true })]
  expect(isSolutionOpen({ passed: true, rules: closing }, due)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: closing }, due + second)).toBe(true)
  expect(isSolutionOpen({ passed: false, rules: closing }, due + second)).toBe(false)
  const dueRule = [rule({ opens: 'due', ended: true })]
  expect(isSolutionOpen({ passed: false, rules: dueRule }, due + second)).toBe(false)
  expect(isSolutionOpen({ passed: true, rules: dueRule }, due - 1)).toBe(true)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  'an end that is %d is never over',
  (end) => {
    for (const schedule of [
      { opensAt: null, dueAt: end, closesAt: null },
      { opensAt: null, dueAt: 1, closesAt: end },
    ]) {
      expect(isSolutionOpen({ passed: true, rules: [rule({ opens: 'closed', schedule })] }, due)).toBe(false)
    }
    const extended = rule({ opens: 'closed', latestExtension: end })
    expect(isSolutionOpen({ passed: true, rules: [extended] }, due + second)).toBe(end === Number.NEGATIVE_INFINITY)
    const dueRule = rule({ opens: 'due', schedule: { opensAt: null, dueAt: end, closesAt: null } })
    expect(isSolutionOpen({ passed: false, rules: [dueRule] }, due + second)).toBe(false)
  },
)
