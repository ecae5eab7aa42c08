import { expect, test } from 'vitest'

import { readCsv as read, writeCsv } from './csv.ts'
import type { CsvLimit } from './csv.ts'

/** Any row with an address column is a header here. */
const rank = (names: readonly string[]) => (names.some((name) => name.trim() === 'email') ? names.length : 0)
const readCsv = (text: string, limit?: CsvLimit) => read(text, { rank, ...(limit === undefined ? {} : { limit }) })
const fieldsOf = async (text: string) => (await readCsv(text)).rows.map(({ line, fields }) => [line, ...fields])

test('a header of a hundred thousand columns is refused, not multiplied by its rows', async () => {
  const text = `email${','.repeat(100_000)}\n${'a@example.org\n'.repeat(5000)}`
  await expect(readCsv(text)).rejects.toMatchObject({ details: { problems: [{ line: 1, code: 'too-many-columns' }] } })
})

test('a table as wide as a large gradebook is read', async () => {
  const columns = Array.from({ length: 200 }, (_, index) => `exercise-${index}`)
  const { rows } = await readCsv(`${columns.join(',')}\n${columns.map(() => '1').join(',')}`)
  expect(rows[0]?.fields[199]).toBe('1')
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
    { line: 3, fields: ['a@example.org', 'two\nlines'] },
    { line: 5, fields: ['b@example.org', name] },
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

test.each([
  ['comma', 'email,name\na@x.org,"Ito, Aya"\n'],
  ['semicolon', 'email;name\na@x.org;Ito, Aya\n'],
  ['tab', 'email\tname\na@x.org\tIto, Aya\n'],
  ['bar', 'email|name\na@x.org|Ito, Aya\n'],
  ['byte order marks', '\uFEFF\uFEFFemail,name\na@x.org,"Ito, Aya"'],
])('fields are parted by a %s, and a comma in a name parts none', async (_, text) => {
  expect(await fieldsOf(text)).toEqual([[2, 'a@x.org', 'Ito, Aya']])
})

test.each([
  ['a semicolon', 'sep=;\r\nemail;name\r\na@x.org;Aya\r\n'],
  ['a comma', 'sep=,\nemail,name\na@x.org,Aya'],
  ['a tab', '\uFEFFsep=\t\nemail\tname\na@x.org\tAya\n'],
  ['a sign that would not be guessed', '"sep=^"\nemail^name\na@x.org^Aya\n'],
])('a line that declares %s is obeyed and is no row', async (_, text) => {
  expect(await fieldsOf(text)).toEqual([[3, 'a@x.org', 'Aya']])
})

test.each([
  ['a title', 'Physics 2, spring\nemail;name\na@x.org;Aya\n', 3],
  ['a title with the separators of the table', 'Physics 2,,\n,,\nemail,name,x\na@x.org,Aya,\n', 4],
  ['a title and a date over two lines', '"Physics\n2"\n2026-01-02\nemail,name\na@x.org,Aya', 5],
])('%s above the header is left out, and lines keep their numbers', async (_, text, line) => {
  expect((await fieldsOf(text))[0]?.slice(0, 3)).toEqual([line, 'a@x.org', 'Aya'])
})

test.each([
  ['\\r\\n', 'email,name\r\na@x.org,"A\r\nb"\r\nb@x.org,B\r\n'],
  ['\\r', 'email,name\ra@x.org,"A\rb"\rb@x.org,B\r'],
  ['all kinds in one file', 'email,name\na@x.org,"A\r\nb"\rb@x.org,B\r\n'],
])('a line after a line break within quotes has its own number, with ends of %s', async (_, text) => {
  expect(await fieldsOf(text)).toEqual([
    [3, 'a@x.org', 'A\nb'],
    [4, 'b@x.org', 'B'],
  ])
})

test.each([
  ['="0012345"', '0012345'],
  ['"=""0012345"""', '0012345'],
  ['= "0012345"', '= "0012345"'],
  ['=1+1', '=1+1'],
])('a text written as a formula, %s, is read as %s', async (typed, text) => {
  expect(await fieldsOf(`email,id\na@x.org,${typed}\n`)).toEqual([[2, 'a@x.org', text]])
})

test.each([
  ['around a word', '"Aya "Sunny" Ito"', 'Aya "Sunny" Ito'],
  ['with a comma before it', '"Ito, "Sunny" Aya"', 'Ito, "Sunny" Aya'],
  ['in a field without quotes', 'Aya "Sunny" Ito', 'Aya "Sunny" Ito'],
  ['at the end', 'Aya "Sunny"', 'Aya "Sunny"'],
])('quotes that are not doubled stay in the name: %s', async (_, typed, name) => {
  expect(await fieldsOf(`email,name\na@x.org,${typed}\nb@x.org,B\n`)).toEqual([
    [2, 'a@x.org', name],
    [3, 'b@x.org', 'B'],
  ])
})

test.each([
  ['that nobody closes', 'email,name\na@x.org,"Aya\nb@x.org,B\n', 3],
  ['that the next line closes', 'email,name\na@x.org,"Aya\nb@x.org,"B"\nc@x.org,C\n', 3],
])('a quote %s swallows no line', async (_, text, line) => {
  await expect(readCsv(text)).rejects.toMatchObject({ details: { problems: [{ line, code: 'not-csv' }] } })
})

test.each([
  ['a decimal comma between commas', 'email,points,reason\na@x.org,7,5,oral\n', 'oral'],
  ['a name with a comma and no quotes', 'email,name\na@x.org,Ito, Aya\n', 'Aya'],
  ['a decimal comma that was split before', 'email;points\na@x.org;7;5\n', '5'],
])('a line with more fields than the header is refused, not cut: %s', async (_, text, value) => {
  await expect(readCsv(text)).rejects.toMatchObject({
    details: { problems: [{ line: 2, code: 'too-many-fields', value }] },
  })
})

test('separators at the end of a line are no fields', async () => {
  expect(await fieldsOf('email,name\na@x.org,Aya,,,\n')).toEqual([[2, 'a@x.org', 'Aya']])
})
