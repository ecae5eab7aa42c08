import { expect, test } from 'vitest'
import { makeGradebook } from './gradebook.ts'
import type { GradebookEntry } from './gradebook.ts'

const assignments = [
  { id: 'a1', slug: 'one', dueAt: 100, points: 10 },
  { id: 'a2', slug: 'two', dueAt: null, points: 30 },
]
const learners = [
  { id: 'u1', name: 'Ada', email: 'ada@example.org', studentId: null },
  { id: 'u2', name: 'Bo', email: 'bo@example.org', studentId: '0042' },
]

test('an empty class and an empty list of assignments are still a table', () => {
  expect(makeGradebook({ assignments, learners: [], entries: [] })).toMatchObject({ rows: [], outOf: 40 })
  expect(makeGradebook({ assignments: [], learners, entries: [] }).rows.map(({ cells }) => cells)).toEqual([[], []])
})

test('each cell is its own learner’s and assignment’s, each row adds its points up', () => {
  const book = makeGradebook({
    assignments,
    learners,
    entries: [entry('u1', 'a1', 10), entry('u1', 'a2', 15), entry('u2', 'a2', null), entry('u9', 'a1', 10)],
  })
  expect(book.rows.map(({ total }) => total)).toEqual([25, 0])
  expect(book.rows.map(({ cells }) => cells.map((cell) => cell?.points))).toEqual([
    [10, 15],
    [undefined, null],
  ])
})

test('an override counts instead of the machine’s points, and the machine’s score stays beside it', () => {
  const given = { ...entry('u1', 'a1', 2), overridePoints: 7 }
  const alone: GradebookEntry = { assignmentId: 'a2', userId: 'u1', grade: null, overridePoints: 0, extended: true }
  const [row] = makeGradebook({ assignments, learners, entries: [given, alone] }).rows
  expect(row?.cells).toMatchObject([
    { points: 7, score: 0.2, kind: 'failed', overridden: true, extended: false },
    { points: 0, score: null, kind: null, overridden: true, extended: true },
  ])
  expect(row?.total).toBe(7)
})

function entry(userId: string, assignmentId: string, points: number | null): GradebookEntry {
  const grade = {
    kind: points === null ? null : ('failed' as const),
    score: points === null ? null : points / 10,
    points,
    late: false,
    attempts: 1,
    waiting: 0,
    submissionId: 's1',
  }
  return { assignmentId, userId, grade, overridePoints: null, extended: false }
}
