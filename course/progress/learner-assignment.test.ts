import { expect, test } from 'vitest'
import { whyUncounted } from './learner-assignment.ts'
import type { LearnerAssignment, Uncounted } from './learner-assignment.ts'

const at = (seconds: number): string => new Date(seconds * 1000).toISOString()
const plain: LearnerAssignment = {
  id: 'a',
  slug: 'he',
  phase: 'open',
  opensAt: null,
  dueAt: null,
  closesAt: null,
  extended: false,
  latePolicy: 'none',
  latePercent: 0,
  counting: 'best',
  solutionOpens: 'passed',
  solutionOpen: false,
  status: 'new',
  points: 10,
  reached: null,
  override: null,
  lateDays: 0,
  waiting: 0,
  attempts: 0,
  attemptLimit: null,
  submissionId: null,
  comments: 0,
}

const cases: Array<[string, Partial<LearnerAssignment>, number, Uncounted | null]> = [
  ['without dates', {}, 0, null],
  ['before it opens', { opensAt: at(100) }, 99, 'upcoming'],
  ['when it opens', { opensAt: at(100) }, 100, null],
  ['late, and late work counts', { dueAt: at(100), latePolicy: 'daily', latePercent: 20 }, 200, null],
  ['late, and late work does not count', { dueAt: at(100), latePolicy: 'cutoff' }, 200, 'closed'],
  // The second itself is in time, as the server has it.
  ['in the second in which it is due', { dueAt: at(100), latePolicy: 'cutoff' }, 100.9, null],
  ['after it closed', { dueAt: at(50), closesAt: at(100) }, 101, 'closed'],
  ['with an attempt left', { attempts: 2, attemptLimit: 3 }, 0, null],
  ['with none left', { attempts: 3, attemptLimit: 3 }, 0, 'no-attempts'],
  ['closed, and none left', { closesAt: at(100), attempts: 3, attemptLimit: 3 }, 101, 'closed'],
]
test.each(cases)('%s', (_, assignment, now, why) => {
  expect(whyUncounted({ ...plain, ...assignment }, now * 1000)).toBe(why)
})
