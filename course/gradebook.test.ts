import { expect, test } from 'vitest'
import { makeGradebook } from './gradebook.ts'
import type { SubmissionRecord } from './gradebook.ts'

const assignments = [
  { id: 'a1', slug: 'one', dueAt: 100, points: 10 },
  { id: 'a2', slug: 'two', dueAt: null, points: 30 },
]
const learners = [
  { id: 'u1', name: 'Ada', email: 'ada@example.org' },
  { id: 'u2', name: 'Bo', email: 'bo@example.org' },
]

test('an empty class and an empty list of assignments are still a table', () => {
  expect(makeGradebook({ assignments, learners: [], submissions: [] })).toMatchObject({ rows: [], outOf: 40 })
  expect(makeGradebook({ assignments: [], learners, submissions: [] }).rows.map(({ cells }) => cells)).toEqual([[], []])
})

test('each cell counts its own learner and exercise, each row its points', () => {
  const book = makeGradebook({
    assignments,
    learners,
    submissions: [
      record('u1', 'one', 50, { kind: 'passed', score: 1 }),
      record('u1', 'two', 60, { kind: 'failed', score: 0.5 }),
      record('u2', 'one', 101, { kind: 'failed', score: 0.5 }),
      record('u2', 'two', 102, null),
      record('u9', 'one', 1, { kind: 'passed', score: 1 }),
      record('u1', 'elsewhere', 1, { kind: 'passed', score: 1 }),
    ],
  })
  expect(book.rows.map(({ total }) => total)).toEqual([25, 5])
  expect(book.rows.map(({ cells }) => cells.map(({ state, late }) => [state, late]))).toEqual([
    [
      ['graded', false],
      ['graded', false],
    ],
    [
      ['graded', true],
      ['queued', false],
    ],
  ])
})

test('the late mark belongs to the submission that counts', () => {
  const early = record('u1', 'one', 99, { kind: 'passed', score: 1 })
  const late = record('u1', 'one', 101, { kind: 'passed', score: 1 })
  const cell = (submissions: SubmissionRecord[]) =>
    makeGradebook({ assignments, learners, submissions }).rows[0]?.cells[0]
  expect(cell([late, early])).toMatchObject({ submissionId: early.submissionId, late: false, attempts: 2 })
  expect(cell([late])).toMatchObject({ submissionId: late.submissionId, late: true })
})

test('a broken grading is not shown as the learner’s', () => {
  const book = makeGradebook({
    assignments,
    learners,
    submissions: [record('u1', 'one', 1, { kind: 'broken', score: 0 })],
  })
  expect(book.rows[0]?.cells[0]).toMatchObject({ state: 'queued', kind: null, score: null, attempts: 0 })
})

function record(
  userId: string,
  slug: string,
  submittedAt: number,
  verdict: SubmissionRecord['verdict'],
): SubmissionRecord {
  return { submissionId: `${userId}-${slug}-${submittedAt}`, userId, slug, submittedAt, verdict }
}
