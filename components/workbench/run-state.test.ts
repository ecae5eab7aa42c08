import { expect, test } from 'vitest'
import type { CheckResult, Verdict } from '../../grader/judge/verdict.ts'
import { noRun, reduceRun, type RunAction } from './run-state.ts'

const check = (id: string, passed: boolean): CheckResult => ({
  id,
  passed,
  weight: 1,
  measured: 1,
  expected: null,
  layer: null,
  problem: null,
})
const play = (...actions: RunAction[]) => actions.reduce(reduceRun, noRun)
const begin: RunAction = { type: 'begin', source: 'code', notice: null }

test('a check is there as soon as it is judged, before the run ends', () => {
  const state = play(begin, { type: 'event', event: { type: 'check', check: check('norm', false) } })
  expect(state.checks.map(({ id }) => id)).toEqual(['norm'])
  expect(state.verdict).toBeNull()
})

test('the verdict has the last word', () => {
  const verdict: Verdict = {
    kind: 'passed',
    score: 1,
    checks: [check('norm', true)],
    misconception: null,
    problem: null,
    notes: [],
    plots: [],
    console: [],
    backend: 'webgl',
    renderer: null,
    seed: 1,
    durationMs: 5,
  }
  const state = play(
    begin,
    { type: 'event', event: { type: 'check', check: check('norm', false) } },
    { type: 'end', verdict },
  )
  expect(state).toMatchObject({ step: null, verdict, checks: verdict.checks })
})

test('a second attempt on another backend starts from nothing', () => {
  const state = play(
    begin,
    { type: 'event', event: { type: 'check', check: check('norm', true) } },
    { type: 'notice', notice: 'cageFailed' },
  )
  expect(state).toMatchObject({ checks: [], notice: 'cageFailed', source: 'code' })
})

test('a stopped run keeps what it had shown', () => {
  const state = play(
    begin,
    { type: 'event', event: { type: 'check', check: check('norm', true) } },
    { type: 'stopped' },
  )
  expect(state).toMatchObject({ step: null, stopped: true })
  expect(state.checks).toHaveLength(1)
})
