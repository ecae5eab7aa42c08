import { expect, test } from 'vitest'
import type { CheckResult, Plot, Verdict } from '../../grader/judge/verdict.ts'
import { findVerdictDifferences } from './verdict-differences.ts'

const check = (id: string, change: Partial<CheckResult> = {}): CheckResult => ({
  id,
  weight: 1,
  passed: true,
  measured: 0.5,
  expected: { verb: 'near', value: 0.5, rel: 1e-4 },
  layer: 3,
  problem: null,
  ...change,
})

const plot = (points: Plot['series'][number]['points']): Plot => ({
  id: 'norms',
  x: 'layer',
  y: 'gradient-norm',
  xScale: 'linear',
  yScale: 'log',
  series: [{ role: 'mine', points }],
  band: [],
})

const verdict = (change: Partial<Verdict> = {}): Verdict => ({
  kind: 'passed',
  score: 1,
  checks: [check('a'), check('b')],
  misconception: null,
  problem: null,
  notes: [],
  plots: [
    plot([
      [1, 0.25],
      [2, 'NaN'],
    ]),
  ],
  console: [],
  backend: 'webgl',
  renderer: 'r',
  seed: 1,
  durationMs: 5,
  ...change,
})

test('the same numbers in another order, at another time, are the same', () => {
  const again = verdict({
    checks: [check('b'), check('a')],
    durationMs: 99,
    console: [{ level: 'log', text: 'x', line: 1 }],
  })
  const { differences, compared } = findVerdictDifferences(verdict(), again)
  expect(differences).toEqual([])
  expect(compared).toBeGreaterThan(20)
})

test('each number that differs is told by its place, to the last bit', () => {
  const now = verdict({
    kind: 'failed',
    score: 0.5,
    misconception: 'adds',
    checks: [check('a', { measured: 0.5 + Number.EPSILON, layer: 4 }), check('b', { passed: false })],
    plots: [
      plot([
        [1, 0.25],
        [2, 3],
      ]),
    ],
  })
  expect(findVerdictDifferences(verdict(), now).differences).toEqual([
    { path: 'kind', stored: 'passed', now: 'failed' },
    { path: 'score', stored: 1, now: 0.5 },
    { path: 'misconception', stored: null, now: 'adds' },
    { path: 'checks.a.measured', stored: 0.5, now: 0.5 + Number.EPSILON },
    { path: 'checks.a.layer', stored: 3, now: 4 },
    { path: 'checks.b.passed', stored: true, now: false },
    { path: 'plots.norms.mine.1.1', stored: 'NaN', now: 3 },
  ])
})

test('a check, a tolerance and a point that one side lacks are differences', () => {
  const now = verdict({
    checks: [check('a', { expected: { verb: 'near', value: 0.5 } })],
    plots: [plot([[1, 0.25]])],
  })
  const paths = findVerdictDifferences(verdict(), now).differences.map(({ path }) => path)
  expect(paths).toEqual(
    expect.arrayContaining(['checks.a.expected.rel', 'checks.b.passed', 'checks.b.measured', 'plots.norms.mine.1.0']),
  )
})
