import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdictKinds } from '../../grader/judge/verdict.ts'
import { listAttempts } from './attempts.ts'
import { gradeOf } from './grade.ts'
import type { AssignmentRules } from './grade.ts'
import type { GradedSubmission } from './verdict-policy.ts'

const rules: AssignmentRules = {
  points: 10,
  schedule: { opensAt: 100_000, dueAt: 200_000, closesAt: 300_000 },
  latePolicy: { kind: 'none' },
  attemptLimit: 2,
  counting: 'best',
  timeZone: 'UTC',
}

function sent(seconds: number, kind: 'passed' | 'failed' | 'invalid' | 'broken' | null): GradedSubmission {
  return {
    submissionId: `at ${seconds}`,
    submittedAt: 1000 * seconds,
    verdict: kind === null ? null : { kind, score: 0 },
  }
}

test('attempts are counted in the order in which they came, and what could not start costs none', () => {
  const given = [sent(150, 'failed'), sent(120, 'failed'), sent(130, 'invalid'), sent(160, null), sent(170, 'broken')]
  expect(listAttempts(given, rules, null).map(({ submissionId, attempt }) => [submissionId, attempt])).toEqual([
    ['at 120', 1],
    ['at 130', null],
    ['at 150', 2],
    ['at 160', null],
    ['at 170', null],
  ])
})

test('what is not judged yet may cost an attempt still', () => {
  const given = [sent(120, null), sent(130, 'broken'), sent(140, 'invalid'), sent(150, 'failed'), sent(90, null)]
  expect(listAttempts(given, rules, null).map(({ waiting }) => waiting)).toEqual([false, true, true, false, false])
})

test('what comes too early or too late is no attempt; what comes late is one', () => {
  const given = [sent(90, 'failed'), sent(250, 'failed'), sent(301, 'failed')]
  expect(listAttempts(given, rules, null)).toMatchObject([
    { timeliness: 'early', attempt: null },
    { timeliness: 'late', attempt: 1, lateDays: 1 },
    { timeliness: 'closed', attempt: null },
  ])
})

test('the attempt after the last is marked, and an extension gives more', () => {
  const given = [sent(110, 'failed'), sent(120, 'failed'), sent(130, 'passed')]
  const beyond = (extra: number) =>
    listAttempts(given, rules, { dueAt: null, closesAt: null, extraAttempts: extra }).map((one) => one.beyondLimit)
  expect(beyond(0)).toEqual([false, false, true])
  expect(beyond(1)).toEqual([false, false, false])
})

test('as many attempts stay within the limit as the grade says', () => {
  const submission = fc.record({
    submissionId: fc.uuid(),
    submittedAt: fc.integer({ min: 80_000, max: 320_000 }),
    verdict: fc.option(
      fc.record({ kind: fc.constantFrom(...verdictKinds), score: fc.double({ min: 0, max: 1, noNaN: true }) }),
    ),
  })
  fc.assert(
    fc.property(fc.array(submission), (submissions) => {
      const within = listAttempts(submissions, rules, null).filter((one) => one.attempt !== null && !one.beyondLimit)
      expect(within).toHaveLength(gradeOf(submissions, rules, null).attempts)
    }),
  )
})
