import { expect, test } from 'vitest'

import { gradeOf } from './grade.ts'
import type { AssignmentRules } from './grade.ts'
import type { GradedSubmission } from './verdict-policy.ts'

const second = 1000
const day = 24 * 3600 * second
const due = Date.parse('2026-06-01T21:59:00Z')
const rules: AssignmentRules = {
  points: 10,
  schedule: { opensAt: null, dueAt: due, closesAt: null },
  latePolicy: { kind: 'daily', percent: 10 },
  attemptLimit: null,
  counting: 'best',
  timeZone: 'Europe/Zurich',
}

let count = 0
function sent(submittedAt: number, verdict: GradedSubmission['verdict']): GradedSubmission {
  count += 1
  return { submissionId: `s${count}`, submittedAt, verdict }
}
const passed = { kind: 'passed', score: 1 } as const
const failed = (score: number) => ({ kind: 'failed', score }) as const
const invalid = { kind: 'invalid', score: 0 } as const

test('without submissions there is no grade', () => {
  expect(gradeOf([], rules, null)).toEqual({
    kind: null,
    score: null,
    points: null,
    late: false,
    lateDays: 0,
    attempts: 0,
    waiting: 0,
    ignored: 0,
    submissionId: null,
    submittedAt: null,
    firstAt: null,
    passedAt: null,
  })
})

test('one second late costs a day, and the machine’s score stays whole beside the points', () => {
  expect(gradeOf([sent(due, passed)], rules, null)).toMatchObject({ points: 10, late: false, lateDays: 0 })
  expect(gradeOf([sent(due + second, passed)], rules, null)).toMatchObject({
    points: 9,
    score: 1,
    late: true,
    lateDays: 1,
  })
})

test('an extension granted after the deadline takes the lateness of what was sent before it back', () => {
  const late = sent(due + second, passed)
  const extension = { dueAt: due + day, closesAt: null, extraAttempts: 0 }
  expect(gradeOf([late], rules, extension)).toMatchObject({ points: 10, late: false })
  const closed = { ...rules, latePolicy: { kind: 'cutoff' } as const }
  expect(gradeOf([late], closed, null)).toMatchObject({ points: null, ignored: 1, attempts: 0 })
  expect(gradeOf([late], closed, extension)).toMatchObject({ points: 10, ignored: 0, attempts: 1 })
})

test('the best is worth the most after lateness; the last is the last attempt, better or not', () => {
  const [good, better] = [sent(due - day, failed(0.95)), sent(due + second, passed)]
  const worse = sent(due + 2 * day, failed(0.2))
  const all = [worse, better, good]
  expect(gradeOf(all, rules, null)).toMatchObject({ points: 9.5, submissionId: good.submissionId, attempts: 3 })
  const last = { ...rules, counting: 'last' } as const
  expect(gradeOf(all, last, null)).toMatchObject({ kind: 'failed', submissionId: worse.submissionId })
  // What could not start was no attempt.
  const broken = sent(due + 3 * day, invalid)
  expect(gradeOf([...all, broken], last, null)).toMatchObject({ submissionId: worse.submissionId, attempts: 3 })
  expect(gradeOf([broken], last, null)).toMatchObject({ kind: 'invalid', points: 0, attempts: 0 })
})

test('of two that are worth the same the earlier counts, passed before not, measured before never run', () => {
  const [first, second_] = [sent(1, passed), sent(2, passed)]
  expect(gradeOf([second_, first], rules, null).submissionId).toBe(first.submissionId)
  const [never, zero] = [sent(1, invalid), sent(2, failed(0))]
  expect(gradeOf([never, zero], rules, null).submissionId).toBe(zero.submissionId)
  const worthless = { ...rules, points: 0 }
  expect(gradeOf([sent(1, failed(0.5)), first], worthless, null).kind).toBe('passed')
})

test('attempts beyond the limit do not count, whatever they reached; what could not start costs none', () => {
  const limited = { ...rules, attemptLimit: 2 }
  const tries = [sent(1, failed(0.1)), sent(2, invalid), sent(3, failed(0.2)), sent(4, passed)]
  expect(gradeOf(tries, limited, null)).toMatchObject({ points: 2, attempts: 2, ignored: 1, passedAt: null })
  const extension = { dueAt: null, closesAt: null, extraAttempts: 1 }
  expect(gradeOf(tries, limited, extension)).toMatchObject({ points: 10, attempts: 3, ignored: 0, passedAt: 4 })
})

test('what waits is shown as waiting, and a grading that broke on our side waits too', () => {
  const waiting = [sent(due + second, null), sent(due - second, { kind: 'broken', score: 0 })]
  expect(gradeOf(waiting, rules, null)).toMatchObject({
    kind: null,
    points: null,
    waiting: 2,
    attempts: 0,
    late: true,
    submissionId: waiting[0]?.submissionId,
    firstAt: due - second,
  })
  expect(gradeOf([...waiting, sent(1, failed(0.5))], rules, null)).toMatchObject({ points: 5, waiting: 2, late: false })
})

test('what came before the opening is left out', () => {
  const opened = { ...rules, schedule: { ...rules.schedule, opensAt: 100 } }
  expect(gradeOf([sent(99, passed)], opened, null)).toMatchObject({ points: null, ignored: 1 })
  expect(gradeOf([sent(99, passed), sent(100, failed(0.5))], opened, null)).toMatchObject({ points: 5, firstAt: 100 })
})

test('where all of it came too late to count, the grade says so; too early is not late', () => {
  const cut = { ...rules, latePolicy: { kind: 'cutoff' } } as const
  const closed = { ...rules, schedule: { ...rules.schedule, opensAt: 100, closesAt: due + day } }
  for (const [at, of] of [
    [due + second, cut],
    [due + day + second, closed],
  ] as const) {
    expect(gradeOf([sent(at, passed)], of, null)).toMatchObject({ kind: null, points: null, late: true, ignored: 1 })
    expect(gradeOf([sent(at, passed), sent(due - second, failed(0.5))], of, null)).toMatchObject({
      points: 5,
      late: false,
      ignored: 1,
    })
  }
  expect(gradeOf([sent(99, passed)], closed, null)).toMatchObject({ kind: null, late: false, ignored: 1 })
})
