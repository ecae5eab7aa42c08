import { expect, test } from 'vitest'
import type { Problem, Verdict } from '../../grader/judge/verdict.ts'
import { discloseVerdict, drawStandingOf } from './draw-disclosure.ts'

const threw: Problem = { code: 'threw', params: { export: 'scale', message: 'x is 0.123' }, line: 2, column: 1 }
const verdict: Verdict = {
  kind: 'failed',
  score: 0,
  checks: [
    { id: 'a', weight: 1, passed: false, measured: 0.5, expected: { verb: 'finite' }, layer: null, problem: threw },
  ],
  misconception: null,
  problem: threw,
  notes: [],
  plots: [],
  console: [{ level: 'log', text: 'x is 0.123', line: 1 }],
  backend: 'webgl',
  renderer: null,
  seed: 7,
  durationMs: 1,
}
const used = { retiredAt: new Date(0) }

test('a draw is shown once it is retired, and never before', () => {
  expect(drawStandingOf({ verdict: null, draw: null })).toBe('waiting')
  expect(drawStandingOf({ verdict: null, draw: used })).toBe('waiting')
  expect(drawStandingOf({ verdict, draw: { retiredAt: null } })).toBe('in-use')
  expect(drawStandingOf({ verdict, draw: used })).toBe('retired')
  expect(drawStandingOf({ verdict, draw: null })).toBe('none')
})

test('while the draw serves others, what the code printed and threw is left out, and the outcome stays', () => {
  const shown = discloseVerdict(verdict, 'in-use')
  expect(JSON.stringify(shown)).not.toContain('0.123')
  expect(shown).toMatchObject({
    kind: 'failed',
    seed: null,
    checks: [{ measured: 0.5, problem: { code: 'threw', line: 2 } }],
  })
})

test('once it is retired, everything appears', () => {
  expect(discloseVerdict(verdict, 'retired')).toEqual(verdict)
})

test('a reason that quotes nothing is not touched', () => {
  const limit: Problem = { code: 'time-limit', params: { limitMs: 5000 }, line: null, column: null }
  expect(discloseVerdict({ ...verdict, problem: limit }, 'in-use').problem).toEqual(limit)
})
