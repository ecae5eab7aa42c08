import { expect, test } from 'vitest'
import type { CheckResult, Measured, Verdict } from '../../grader/judge/verdict.ts'
import { compareChecks } from './compare-checks.ts'

const verdict = (checks: Record<string, [passed: boolean, measured: Measured | null]>): Verdict => ({
  kind: 'failed',
  score: 0,
  checks: Object.entries(checks).map(([id, [passed, measured]]): CheckResult => ({
    id,
    passed,
    measured,
    weight: 1,
    expected: null,
    layer: null,
    problem: null,
  })),
  misconception: null,
  problem: null,
  notes: [],
  plots: [],
  console: [],
  backend: 'webgl',
  renderer: null,
  seed: 1,
  durationMs: 0,
})

const outcome = (stored: Verdict, here: Verdict) =>
  compareChecks(stored, here).map(({ id, agreement, relativeDifference }) => [id, agreement, relativeDifference])

test('the same bits are told apart from a rounding, and a rounding from another outcome', () => {
  const stored = verdict({ bits: [true, 0.5], rounding: [true, 2], edge: [true, 4] })
  const here = verdict({ edge: [false, 5], rounding: [true, 2.5], bits: [true, 0.5] })
  expect(outcome(stored, here)).toEqual([
    ['bits', 'same', 0],
    ['rounding', 'rounded', 0.25],
    ['edge', 'differs', 0.25],
  ])
})

test('a check that only one side judged is missing on the other', () => {
  expect(outcome(verdict({ a: [true, 1] }), verdict({ b: [true, 1] }))).toEqual([
    ['a', 'missing', null],
    ['b', 'missing', null],
  ])
})

test('where there is no ratio of two numbers, none is made up', () => {
  const stored = verdict({ nan: [false, 'NaN'], zero: [true, 0], text: [true, 'float32'], none: [true, null] })
  const here = verdict({ nan: [false, 'NaN'], zero: [true, 1e-9], text: [true, 'int32'], none: [true, null] })
  expect(outcome(stored, here)).toEqual([
    ['nan', 'same', 0],
    ['zero', 'rounded', null],
    ['text', 'rounded', null],
    ['none', 'same', null],
  ])
})
