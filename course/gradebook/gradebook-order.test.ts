import { expect, test } from 'vitest'
import type { Gradebook, GradebookCell, GradebookRow } from './gradebook.ts'
import { filterRows, isMissing, isTooLate, orderRows, standings, summariseColumns } from './gradebook-order.ts'

const now = 1000
const assignments = [
  { id: 'a1', slug: 'one', dueAt: 500, points: 10 },
  { id: 'a2', slug: 'two', dueAt: null, points: 10 },
]
const plain: GradebookCell = {
  kind: 'passed',
  points: 10,
  late: false,
  ignored: false,
  attempts: 1,
  waiting: 0,
  extended: false,
  extendedTo: null,
  overridden: false,
}
const book: Gradebook = {
  assignments,
  outOf: 20,
  rows: [
    row('Émile', '10', [plain, null]),
    row('Ada', '9', [
      { ...plain, kind: 'failed', points: 2, late: true },
      { ...plain, waiting: 1 },
    ]),
    row('Bo', null, [null, { ...plain, kind: null, points: 0, overridden: true, extended: true }]),
  ],
}

test('learners are found by parts of name, email and number, in any order', () => {
  expect(shown({ text: '' })).toEqual(['Émile', 'Ada', 'Bo'])
  expect(shown({ text: 'EXAMPLE ad' })).toEqual(['Ada'])
  expect(shown({ text: '10' })).toEqual(['Émile'])
  expect(shown({ text: 'nobody' })).toEqual([])
})

test('a standing shows who has a cell of it', () => {
  expect(Object.fromEntries(standings.map((standing) => [standing, shown({ standing })]))).toEqual({
    missing: ['Bo'],
    late: ['Ada'],
    'not-passed': ['Ada'],
    waiting: ['Ada'],
    overridden: ['Bo'],
    extended: ['Bo'],
  })
})

test('nothing is missing before it is due, by the extension where there is one', () => {
  const [due] = assignments
  if (due === undefined) throw new Error('there is one')
  const nothing: GradebookCell = { ...plain, kind: null, points: null, attempts: 0 }
  expect(isMissing(null, due, now)).toBe(true)
  expect(isMissing(null, due, 500)).toBe(false)
  expect(isMissing(null, { dueAt: null }, now)).toBe(false)
  expect(isMissing({ ...nothing, extended: true, extendedTo: now + 1 }, due, now)).toBe(false)
  expect(isMissing({ ...nothing, extended: true, extendedTo: now - 1 }, due, now)).toBe(true)
  expect(isMissing({ ...nothing, waiting: 1 }, due, now)).toBe(false)
})

test('what came too late to count is told from nothing, and from what counts and was late', () => {
  const nothing: GradebookCell = { ...plain, kind: null, points: null, attempts: 0, ignored: true }
  expect(isTooLate({ ...nothing, late: true })).toBe(true)
  expect(isTooLate({ ...nothing, late: true, waiting: 1 })).toBe(false)
  expect(isTooLate({ ...plain, late: true })).toBe(false)
  expect(isTooLate(nothing)).toBe(false)
  expect(isTooLate(null)).toBe(false)
})

test('rows stand by name as the language has it, by number as numbers, by points, with nothing last', () => {
  expect(order('name', false)).toEqual(['Ada', 'Bo', 'Émile'])
  expect(order('name', true)).toEqual(['Émile', 'Bo', 'Ada'])
  expect(order('student-id', false)).toEqual(['Ada', 'Émile', 'Bo'])
  expect(order('student-id', true)).toEqual(['Émile', 'Ada', 'Bo'])
  expect(order('total', true)).toEqual(['Ada', 'Émile', 'Bo'])
  expect(order('a1', false)).toEqual(['Ada', 'Émile', 'Bo'])
  expect(order('a1', true)).toEqual(['Émile', 'Ada', 'Bo'])
})

test('a column’s mean is of those with points, its passed share of all', () => {
  expect(summariseColumns(book.rows, 2)).toEqual([
    { meanPoints: 6, withPoints: 2, passedShare: 1 / 3 },
    { meanPoints: 5, withPoints: 2, passedShare: 1 / 3 },
  ])
  expect(summariseColumns([], 1)).toEqual([{ meanPoints: null, withPoints: 0, passedShare: null }])
})

function shown(filter: Partial<Parameters<typeof filterRows>[1]>): string[] {
  return filterRows(book, { text: '', standing: null, ...filter }, now).map(({ learner }) => learner.name)
}

function order(by: string, descending: boolean): string[] {
  return orderRows(book.rows, { by, descending }, { assignments, locale: 'en' }).map(({ learner }) => learner.name)
}

function row(name: string, studentId: string | null, cells: Array<GradebookCell | null>): GradebookRow {
  const email = `${name.toLowerCase()}@example.org`
  const total = cells.reduce((sum, cell) => sum + (cell?.points ?? 0), 0)
  return { learner: { id: name, name, email, studentId, rosterName: null }, cells, total }
}
