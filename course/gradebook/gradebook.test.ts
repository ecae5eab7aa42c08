import { expect, test } from 'vitest'
import { verdictKinds } from '../../grader/judge/verdict.ts'
import { gradebookWire, mergeGradebook, unpackGradebook } from './gradebook.ts'
import type { GradebookWire } from './gradebook.ts'

const assignments = [
  { id: 'a1', slug: 'one', dueAt: 100, points: 10 },
  { id: 'a2', slug: 'two', dueAt: null, points: 30 },
]

/** As the database writes it. */
function grade(change: {
  place: number
  kind?: (typeof verdictKinds)[number]
  flags?: number
  waiting?: number
  attempts?: number
  thousandths?: number
}): string {
  const { place, kind, flags = 0, waiting = 0, attempts = 0, thousandths = 9_999_999 } = change
  const digits = (value: number, count: number) => String(value).padStart(count, '0')
  const rest = `${flags}${digits(waiting, 2)}${digits(attempts, 2)}${digits(thousandths, 7)}`
  return String(Number(`${place}${kind === undefined ? 9 : verdictKinds.indexOf(kind)}${rest}`))
}

test('an empty class and an empty list of assignments are still a table', () => {
  expect(unpackGradebook({ assignments, learners: [] })).toMatchObject({ rows: [], outOf: 40 })
  expect(unpackGradebook({ assignments: [], learners: [learner('u1')] }).rows).toMatchObject([{ cells: [], total: 0 }])
})

test('each cell is its own assignment’s, each row adds its points up', () => {
  const book = unpackGradebook({
    assignments,
    learners: [
      learner('u1', {
        grades: `${grade({ place: 1, kind: 'failed', thousandths: 15_250, attempts: 3, flags: 1 })} ${grade({ place: 0, kind: 'failed', thousandths: 10_000, attempts: 1 })}`,
      }),
      learner('u2', { grades: grade({ place: 1, waiting: 2, flags: 2 }) }),
    ],
  })
  expect(book.rows.map(({ total }) => total)).toEqual([25.25, 0])
  expect(book.rows[0]?.cells).toMatchObject([
    { kind: 'failed', points: 10, attempts: 1, late: false, waiting: 0, overridden: false, extended: false },
    { kind: 'failed', points: 15.25, attempts: 3, late: true, ignored: false },
  ])
  expect(book.rows[1]?.cells).toMatchObject([null, { kind: null, points: null, waiting: 2, ignored: true }])
})

test('an override counts instead of the machine’s points, and the machine’s verdict stays beside it', () => {
  const [row] = unpackGradebook({
    assignments,
    learners: [
      learner('u1', {
        grades: grade({ place: 0, kind: 'failed', thousandths: 2000, attempts: 1 }),
        overrides: '0 7000;1 0',
        extensions: '1 500;0 -1',
      }),
    ],
  }).rows
  expect(row?.cells).toMatchObject([
    { points: 7, kind: 'failed', overridden: true, extended: true, extendedTo: null },
    { points: 0, kind: null, overridden: true, extended: true, extendedTo: 500 },
  ])
  expect(row?.total).toBe(7)
})

test('every field has room for its most, also in the last place', () => {
  const most = { place: 899, kind: 'broken' as const, flags: 3, waiting: 99, attempts: 99, thousandths: 9_999_998 }
  const many = Array.from({ length: 900 }, (_, index) => ({ id: `a${index}`, slug: 'x', dueAt: null, points: 1 }))
  const [row] = unpackGradebook({ assignments: many, learners: [learner('u1', { grades: grade(most) })] }).rows
  expect(row?.cells[899]).toMatchObject({ kind: 'broken', late: true, ignored: true, waiting: 99, attempts: 99 })
  expect(row?.total).toBe(9999.998)
})

test.each([{ grades: 'x' }, { grades: '-1' }, { overrides: '1' }, { extensions: '1 2;' }])(
  'a text that is none of ours is no grade: %j',
  (texts) => {
    expect(() => unpackGradebook({ assignments, learners: [learner('u1', texts)] })).toThrow('of a gradebook')
  },
)

test('what was read anew replaces those learners alone, takes in who came and lets go who left', () => {
  const book = unpackGradebook({ assignments, learners: [learner('u1'), learner('u2'), learner('u3')] })
  const part = unpackGradebook({ assignments, learners: [learner('u2', { overrides: '0 5000' }), learner('u4')] })
  const merged = mergeGradebook(book, part, ['u2', 'u3', 'u4'])
  expect(merged.rows.map((row) => [row.learner.id, row.total])).toEqual([
    ['u1', 0],
    ['u2', 5],
    ['u4', 0],
  ])
  expect(merged.rows[0]).toBe(book.rows[0])
})

test('what travels is parsed, not trusted', () => {
  expect(gradebookWire.safeParse({ assignments, learners: [{ ...learner('u1'), grades: 3 }] }).success).toBe(false)
  expect(gradebookWire.parse({ assignments, learners: [learner('u1')] })).toEqual({
    assignments,
    learners: [learner('u1')],
  })
})

function learner(
  id: string,
  texts: Partial<GradebookWire['learners'][number]> = {},
): GradebookWire['learners'][number] {
  return {
    id,
    name: id,
    email: `${id}@example.org`,
    studentId: null,
    rosterName: null,
    grades: '',
    overrides: '',
    extensions: '',
    ...texts,
  }
}
