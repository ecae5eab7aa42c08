import { expect, test } from 'vitest'

import { readCsv, writeCsv } from './csv.ts'

test('a header of a hundred thousand columns is refused, not multiplied by its rows', async () => {
  const text = `email${','.repeat(100_000)}\n${'a@example.org\n'.repeat(5000)}`
  await expect(readCsv(text)).rejects.toMatchObject({ details: { problems: [{ line: 1, code: 'too-many-columns' }] } })
})

test('a table as wide as a large gradebook is read', async () => {
  const columns = Array.from({ length: 200 }, (_, index) => `exercise-${index}`)
  const { rows } = await readCsv(`${columns.join(',')}\n${columns.map(() => '1').join(',')}`)
  expect(rows[0]?.values['exercise-199']).toBe('1')
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

test('a line is told by its number in the file, a field over several lines by its last, and no character is cut', async () => {
  const name = '😀李'.repeat(4000)
  const { rows } = await readCsv(`email,name\na@example.org,"two\nlines"\n\nb@example.org,${name}\n`)
  expect(rows).toEqual([
    { line: 3, values: { email: 'a@example.org', name: 'two\nlines' } },
    { line: 5, values: { email: 'b@example.org', name } },
  ])
})

test('others get their turn while a large table is read', async () => {
  const text = `email,name\n${'a@example.org,Ada\n'.repeat(5000)}`
  let turns = 0
  const other = setInterval(() => (turns += 1))
  const { rows } = await readCsv(text.repeat(20), { bytes: 16_000_000, rows: 200_000 })
  clearInterval(other)
  expect(rows.length).toBeGreaterThan(100_000)
  expect(turns).toBeGreaterThan(5)
})

test('a table that is too long is refused before its rows are read', async () => {
  const text = `email\n${'a@example.org\n'.repeat(300_000)}`
  await expect(readCsv(text, { bytes: 16_000_000, rows: 10 })).rejects.toMatchObject({
    details: { problems: [{ line: 12, code: 'too-many-rows' }] },
  })
})
