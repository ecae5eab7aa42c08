import { expect, test } from 'vitest'

import { readCsv, writeCsv } from './csv.ts'

test('a header of a hundred thousand columns is refused, not multiplied by its rows', () => {
  const text = `email${','.repeat(100_000)}\n${'a@example.org\n'.repeat(5000)}`
  expect(() => readCsv(text)).toThrow(
    expect.objectContaining({ details: { problems: [{ line: 1, code: 'too-many-columns' }] } }),
  )
})

test('a table as wide as a large gradebook is read', () => {
  const columns = Array.from({ length: 200 }, (_, index) => `exercise-${index}`)
  expect(readCsv(`${columns.join(',')}\n${columns.map(() => '1').join(',')}`).rows[0]?.values['exercise-199']).toBe('1')
})

test.each(['A;=1+1;', 'A;  +1', 'A;-1', 'A;@SUM(A1)', 'A;＝1'])(
  'what would begin a cell where semicolons part them is no formula there: %j',
  (name) => {
    const written = writeCsv(['name'], [[name]])
    expect(written.split(';').every((part) => !/^\s*[=+\-@＝]/.test(part))).toBe(true)
  },
)

test('ordinary texts and numbers are written as they are', () => {
  expect(writeCsv(['a', 'b', 'c'], [['x; y - z', -1.5, 'e-mail']], { head: false })).toBe('x; y - z,-1.5,e-mail\r\n')
})
