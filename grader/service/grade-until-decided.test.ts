import { expect, test } from 'vitest'
import { endedBeforeRun } from '../host/grading.ts'
import type { Verdict } from '../judge/verdict.ts'
import { gradeUntilDecided } from './grade-until-decided.ts'

const limit = 0.99999

function verdict(measured: number): Verdict {
  const passed = measured >= limit
  const expected = { verb: 'at-least', limit } as const
  return {
    ...endedBeforeRun({ kind: passed ? 'passed' : 'failed', problem: null, seed: 1 }),
    checks: [{ id: 'cosine', weight: 1, passed, measured, expected, layer: null, problem: null }],
  }
}

/** Grades on draws 0, 1, 2, … that measure these numbers. */
async function gradeOn(measured: readonly number[]) {
  let made = 0
  return gradeUntilDecided(
    0,
    async (draw) => verdict(measured[draw] ?? NaN),
    async () => (made += 1),
  )
}

test('a clear verdict is not measured again', async () => {
  expect(await gradeOn([1])).toMatchObject({ drawn: 0, verdict: { kind: 'passed', notes: [] } })
  expect(await gradeOn([0.5])).toMatchObject({ drawn: 0, verdict: { kind: 'failed', notes: [] } })
})

test('one within the noise is, and the other draw decides', async () => {
  const again = await gradeOn([limit - 1e-9, 1])
  expect(again).toMatchObject({ drawn: 1, verdict: { kind: 'passed' } })
  expect(again.verdict.notes).toEqual([{ code: 'measured-again', params: { draws: 2, checks: 'cosine' } }])
  expect(await gradeOn([limit + 1e-9, 0.5])).toMatchObject({ drawn: 1, verdict: { kind: 'failed' } })
})

test('after the third draw the verdict stands, however near it is', async () => {
  const third = await gradeOn([limit, limit, limit - 1e-9, 1])
  expect(third).toMatchObject({ drawn: 2, verdict: { kind: 'failed' } })
  expect(third.verdict.notes).toEqual([{ code: 'measured-again', params: { draws: 3, checks: 'cosine' } }])
})

test('what was ended by force is no measurement, so it is not looked at twice', async () => {
  let runs = 0
  const ended = { ...verdict(limit), kind: 'timed-out' } as const
  const { drawn } = await gradeUntilDecided(
    0,
    async () => {
      runs += 1
      return ended
    },
    async () => 1,
  )
  expect({ runs, drawn }).toEqual({ runs: 1, drawn: 0 })
})
