import { expect, test } from 'vitest'

import { rankRosterHeader, readRosterTable } from './roster-table.ts'

const read = (names: string[], ...rows: string[][]) =>
  readRosterTable(
    { line: 1, names },
    rows.map((fields, index) => ({ line: index + 2, fields: names.map((_, place) => fields[place] ?? '') })),
  )

test.each<[string, string[], string[], object]>([
  [
    'Moodle',
    ['First name', 'Last name', 'ID number', 'Email address', 'Groups'],
    ['Mei', 'Okafor', '0088', 'mei@example.org', 'A'],
    { email: 'mei@example.org', name: 'Mei Okafor', studentId: '0088' },
  ],
  [
    'Moodle in German',
    ['Vorname', 'Nachname', 'Matrikelnummer', 'E-Mail-Adresse'],
    ['Jörg', 'Weiß', '03700001', 'j.w@example.org'],
    { email: 'j.w@example.org', name: 'Jörg Weiß', studentId: '03700001' },
  ],
  [
    'Moodle in Spanish',
    ['Nombre', 'Apellido(s)', 'Número de identificación', 'Dirección de correo'],
    ['Inés', 'Vidal', '77', 'ines@example.org'],
    { email: 'ines@example.org', name: 'Inés Vidal', studentId: '77' },
  ],
  [
    'Brightspace',
    ['OrgDefinedId', 'Username', 'Last Name', 'First Name', 'Email'],
    ['#5', 'kofi', 'Mensah', 'Kofi', 'kofi@example.org'],
    { email: 'kofi@example.org', name: 'Kofi Mensah', studentId: '#5' },
  ],
  [
    'a Chinese registry',
    ['学号', '姓名', '班级', '电子邮箱'],
    ['2026000099', '刘洋', '软件2102班', 'liuy@example.org'],
    { email: 'liuy@example.org', name: '刘洋', studentId: '2026000099' },
  ],
  [
    'a Chinese list with two parts of the name',
    ['姓', '名', '邮箱', '角色'],
    ['欧阳', '娜', 'oyn@example.org', '助教'],
    { email: 'oyn@example.org', name: '欧阳娜', role: '助教' },
  ],
  [
    'a spreadsheet with other letters and signs',
    ['E-Mail *', 'FULL NAME', 'Student No.'],
    ['tom@example.org', 'Tom', '5'],
    { email: 'tom@example.org', name: 'Tom', studentId: '5' },
  ],
  [
    'a gradebook of this site, with the names of its roster',
    ['learner_id', 'student_id', 'name', 'roster_name', 'email'],
    ['x', '9', 'star', 'Stella Maris', 's@example.org'],
    { email: 's@example.org', name: 'Stella Maris', studentId: '9' },
  ],
])('columns are understood by the names of %s', (_, names, row, line) => {
  const table = read(names, row)
  expect(table.problems).toEqual([])
  expect(table.lines).toEqual([{ line: 2, name: '', role: '', studentId: '', ...line }])
  expect(rankRosterHeader(names)).toBeGreaterThan(rankRosterHeader(row))
})

const canvas = ['Student', 'ID', 'SIS User ID', 'SIS Login ID', 'Section', 'Quiz']

test('what Canvas adds to the people is left out, and said', () => {
  const table = read(
    canvas,
    ['    Points Possible', '', '', '', '', '10.00'],
    ['Kim, Da-eun', '4', '0031', 'daeun@example.org', 'S', '8'],
    ['Student, Test', '5', '', 'b7c1', 'S', ''],
  )
  expect(table).toMatchObject({ problems: [], leftOut: [2, 4], ignoredColumns: ['ID', 'Section', 'Quiz'] })
  expect(table.lines).toMatchObject([{ email: 'daeun@example.org', name: 'Kim, Da-eun', studentId: '0031' }])
})

test('a person called like Canvas’s test student, with an address, is a person', () => {
  expect(read(['email', 'name'], ['t@example.org', 'Test Student']).lines).toHaveLength(1)
})

test.each([
  ['logins that are no addresses', canvas, ['Kim, Da-eun', '4', '0031', 'daeun', 'S', '8']],
  ['no address at all', ['学号', '姓名', '班级'], ['1', '刘洋', 'A']],
  ['names that nobody knows', ['Kontakt', 'Wer'], ['a@example.org', 'Ana']],
])('a table with %s is refused, and the columns that it has are named', (_, names, row) => {
  expect(read(names, row)).toMatchObject({
    lines: [],
    problems: [{ line: 1, code: 'column-missing', value: 'email', found: names.join(', ') }],
  })
})

test('a first line that holds a person is said to be no header', () => {
  expect(read(['ana@example.org', 'Ana'], ['bo@example.org', 'Bo']).problems).toEqual([
    { line: 1, code: 'header-missing', value: 'ana@example.org' },
  ])
})

test('two columns that mean the same are refused, unless one of them has the surer name', () => {
  expect(read(['Email', 'email'], ['a@example.org', 'b@example.org']).problems).toEqual([
    { line: 1, code: 'column-twice', value: 'Email, email' },
  ])
  expect(read(['邮箱', 'E-Mail', '姓名'], []).problems).toEqual([
    { line: 1, code: 'column-twice', value: '邮箱, E-Mail' },
  ])
  const table = read(['username', 'Email address', 'Email'], ['ana', 'old@example.org', 'new@example.org'])
  expect(table.problems).toEqual([])
  expect(table.lines).toMatchObject([{ email: 'new@example.org' }])
  expect(table.ignoredColumns).toEqual(['username', 'Email address'])
})

test.each([
  [['CS 101 roster', '', ''], 0],
  [['name'], 0],
  [['Ana', 'student'], 0],
  [['email'], 11],
  [['学号', '姓名'], 2],
])('%j looks like a header: %i', (names, rank) => {
  expect(rankRosterHeader(names)).toBe(rank)
})
