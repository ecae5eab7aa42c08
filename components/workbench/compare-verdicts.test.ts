import { expect, test } from 'vitest'
import type { CheckResult, Verdict, VerdictKind } from '../../grader/judge/verdict.ts'
import { compareVerdicts } from './compare-verdicts.ts'

const verdict = (kind: VerdictKind, passed: Record<string, boolean>): Verdict => ({
  kind,
  score: Object.values(passed).filter(Boolean).length / Math.max(1, Object.keys(passed).length),
  checks: Object.entries(passed).map(([id, ok]): CheckResult => ({
    id,
    passed: ok,
    weight: 1,
    measured: null,
    expected: null,
    layer: null,
    problem: null,
  })),
  misconception: null,
  problem: null,
  notes: [],
  plots: [],
  console: [],
  backend: 'wasm',
  renderer: null,
  seed: null,
  durationMs: 0,
})

test('the same outcome on other draws is no disagreement', () => {
  expect(compareVerdicts(verdict('passed', { a: true }), verdict('passed', { a: true }))).toBeNull()
  expect(compareVerdicts(verdict('failed', { a: true, b: false }), verdict('failed', { a: true, b: false }))).toBeNull()
})

test('code that fits the public draw only fails on the server', () => {
  expect(compareVerdicts(verdict('passed', { a: true, b: true }), verdict('failed', { a: true, b: false }))).toEqual({
    server: 'stricter',
    checks: ['b'],
  })
})

test('a pass on the server after a failure here is the kinder side', () => {
  expect(compareVerdicts(verdict('failed', { a: false }), verdict('passed', { a: true }))).toEqual({
    server: 'kinder',
    checks: ['a'],
  })
})

test('another kind is a disagreement even without checks', () => {
  expect(compareVerdicts(verdict('passed', { a: true }), verdict('timed-out', {}))).toEqual({
    server: 'stricter',
    checks: [],
  })
})

test('a fault of ours says nothing about the code', () => {
  expect(compareVerdicts(verdict('broken', {}), verdict('passed', { a: true }))).toBeNull()
})
