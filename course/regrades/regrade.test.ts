import { expect, test } from 'vitest'

import type { Verdict } from '../../grader/judge/verdict.ts'
import type { AssignmentRules } from '../grades/grade.ts'
import { directionOf, planRegrade } from './regrade.ts'
import type { LearnerToRegrade } from './regrade.ts'

const rules: AssignmentRules = {
  points: 10,
  schedule: { opensAt: null, dueAt: null, closesAt: null },
  latePolicy: { kind: 'none' },
  attemptLimit: null,
  counting: 'best',
  timeZone: 'UTC',
}

function verdict(kind: Verdict['kind'], score: number, checks: Record<string, boolean> = {}): Verdict {
  return {
    kind,
    score,
    checks: Object.entries(checks).map(([id, passed]) => ({
      id,
      passed,
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
    seed: 1,
    durationMs: 1,
  }
}

/** One submission for each pair of verdicts, in the order of time. */
function learner(pairs: Array<[Verdict, Verdict | null]>, change: Partial<LearnerToRegrade> = {}): LearnerToRegrade {
  return {
    userId: 'u1',
    submissions: pairs.map(([before], index) => ({
      submissionId: `s${index}`,
      submittedAt: index,
      verdict: { kind: before.kind, score: before.score },
    })),
    regraded: pairs.map(([before, after], index) => ({ submissionId: `s${index}`, before, after })),
    extension: null,
    elsewhere: false,
    ...change,
  }
}

const careful = { fallsToo: false }
const whole = { fallsToo: true }

test('where another class counts the same submissions, nothing becomes an attempt that was none', () => {
  const pairs: Array<[Verdict, Verdict]> = [
    [verdict('invalid', 0), verdict('failed', 0.1)],
    [verdict('failed', 0.5), verdict('failed', 0.6)],
  ]
  expect(planRegrade(learner(pairs), rules, careful)).toMatchObject({ publish: ['s0', 's1'], to: 6 })
  expect(planRegrade(learner(pairs, { elsewhere: true }), rules, careful)).toMatchObject({
    publish: ['s1'],
    held: ['s0'],
  })
})

test('a score that rises is published, with the checks that say otherwise now', () => {
  const before = verdict('failed', 0.5, { scaled: true, bias: false, old: true })
  const after = verdict('passed', 1, { scaled: true, bias: true, fresh: true })
  expect(planRegrade(learner([[before, after]]), rules, careful)).toEqual({
    userId: 'u1',
    from: 5,
    to: 10,
    why: [
      { check: 'bias', was: 'failed', is: 'passed' },
      { check: 'old', was: 'passed', is: 'absent' },
      { check: 'fresh', was: 'absent', is: 'passed' },
    ],
    publish: ['s0'],
    held: [],
    lowest: 10,
    elsewhere: false,
  })
})

test('a score that falls is held without an explicit yes, and what it would come to is said', () => {
  const falling = learner([[verdict('passed', 1), verdict('failed', 0.25)]])
  expect(planRegrade(falling, rules, careful)).toMatchObject({
    from: 10,
    to: 10,
    lowest: 2.5,
    publish: [],
    held: ['s0'],
  })
  expect(planRegrade(falling, rules, whole)).toMatchObject({ from: 10, to: 2.5, publish: ['s0'], held: [] })
})

test('a class of somebody else’s keeps its grades, whatever is said here', () => {
  const shared = learner([[verdict('passed', 1), verdict('failed', 0.25)]], { elsewhere: true })
  expect(planRegrade(shared, rules, whole)).toMatchObject({ to: 10, publish: [], held: ['s0'] })
})

test('what would fall is said to fall until somebody decides, but never of a learner of somebody else’s class', () => {
  const pair: [Verdict, Verdict] = [verdict('passed', 1), verdict('failed', 0.25)]
  const falling = planRegrade(learner([pair]), rules, careful)
  const shared = planRegrade(learner([pair], { elsewhere: true }), rules, careful)
  expect(directionOf(falling, { decided: false })).toBe('falls')
  expect(directionOf(falling, { decided: true })).toBe('stays')
  expect(directionOf(planRegrade(learner([pair]), rules, whole), { decided: true })).toBe('falls')
  expect(directionOf(shared, { decided: false })).toBe('stays')
  const rising = planRegrade(learner([[verdict('failed', 0), verdict('passed', 1)]]), rules, careful)
  expect(directionOf(rising, { decided: false })).toBe('rises')
})

test('a verdict that no score falls by may still cost an attempt: then nothing is published', () => {
  // What could not start before runs now and fails: a first attempt, which pushes the passed one beyond the limit.
  const pairs: Array<[Verdict, Verdict]> = [
    [verdict('invalid', 0), verdict('failed', 0)],
    [verdict('passed', 1), verdict('passed', 1)],
  ]
  const limited = { ...rules, attemptLimit: 1 }
  expect(planRegrade(learner(pairs), limited, careful)).toMatchObject({ from: 10, to: 10, publish: [], lowest: 0 })
  expect(planRegrade(learner(pairs), rules, careful)).toMatchObject({ to: 10, publish: ['s0', 's1'] })
})

test('what was not graded yet, or could not be, changes nothing', () => {
  const pairs: Array<[Verdict, Verdict | null]> = [
    [verdict('failed', 0.5), null],
    [verdict('failed', 0.5), verdict('broken', 0)],
  ]
  expect(planRegrade(learner(pairs), rules, whole)).toMatchObject({ from: 5, to: 5, publish: [], held: [], why: [] })
})
