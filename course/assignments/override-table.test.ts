import { expect, test } from 'vitest'

import { rankOverrideHeader, readOverrideHeader, startOutsideEdits } from './override-table.ts'

const details = [
  'learner_id',
  'email',
  'name',
  'assignment',
  'points',
  'late_days',
  'override_points',
  'override_reason',
]

test('columns are found whatever the case and the spaces of their names', () => {
  const { read, problems, ignoredColumns } = readOverrideHeader({
    line: 1,
    names: ['Student ID', 'ASSIGNMENT', 'Override Points', 'override-reason', 'shoe size'],
  })
  expect(problems).toEqual([])
  expect(ignoredColumns).toEqual(['shoe size'])
  expect(read({ line: 4, fields: ['7', 'one', '3', 'oral', '42'] })).toEqual({
    line: 4,
    learnerId: '',
    studentId: '7',
    email: '',
    assignment: 'one',
    points: '3',
    reason: 'oral',
  })
})

test.each([
  [['student_id', 'assignment', 'points', 'reason'], ['override_points']],
  [
    ['learner_id', 'email', 'one', 'two', 'total'],
    ['assignment', 'override_points'],
  ],
  [['assignment', 'override_points'], ['learner_id']],
  [
    ['Student', 'SIS User ID', 'one (7)'],
    ['assignment', 'override_points'],
  ],
])('%j: what is missing is named, with the columns that are there', (names, missing) => {
  expect(readOverrideHeader({ line: 1, names }).problems).toEqual(
    missing.map((value) => ({ line: 1, code: 'column-missing', value, found: names.join(', ') })),
  )
})

test('the header is told from a title', () => {
  expect(rankOverrideHeader(['Points by hand'])).toBe(0)
  expect(rankOverrideHeader(details)).toBeGreaterThan(10)
})

test('what was typed into a column that does not count is noticed; what is written in another way, or was left out, is not', () => {
  const { add, edits } = startOutsideEdits(details, details)
  const now = new Map([
    ['name', 'Ada'],
    ['points', '7.5'],
    ['late_days', ''],
    ['override_points', '3'],
  ])
  const row = (line: number, change: Partial<Record<string, string>>) => {
    const fields = { name: 'Ada', points: '7.5', ...change }
    add(
      { line, fields: details.map((column) => Object.entries(fields).find(([name]) => name === column)?.[1] ?? '') },
      now,
    )
  }
  row(2, { points: '7,50' })
  row(3, { points: '' })
  row(4, { override_points: '9', override_reason: 'oral', assignment: 'other' })
  expect(edits).toEqual([])
  row(5, { points: '8' })
  row(6, { name: 'Bo' })
  row(7, { late_days: '0', points: '-' })
  expect(edits).toEqual([
    { column: 'points', lines: [5, 7], count: 2 },
    { column: 'name', lines: [6], count: 1 },
    { column: 'late_days', lines: [7], count: 1 },
  ])
})

test('of many such lines the first are named and all are counted', () => {
  const { add, edits } = startOutsideEdits(['points'], details)
  for (let line = 2; line < 52; line += 1) add({ line, fields: ['1'] }, new Map([['points', '0']]))
  expect(edits).toEqual([{ column: 'points', lines: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], count: 50 }])
})
