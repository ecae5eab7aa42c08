import { parseEmailAddress } from '../accounts/email-address.ts'
import type { LineProblem } from '../tables/line-problem.ts'
import type { RosterLine } from './roster.ts'
import { findColumns, missingColumn, plainName, rankHeader } from '../tables/table-columns.ts'
import type { Meanings, Tiers } from '../tables/table-columns.ts'

/** Rosters as learning management systems, registries and people write them, each with names of its own for the same columns. */

type Meaning = 'email' | 'name' | 'given' | 'surname' | 'role' | 'student_id'

/** Several names in one text. */
const listed = (names: string): string[] => names.split(', ')

/** The address column has a surer name than that of a login, which is an address in some schools alone. */
const loginNames = [
  'sis login id',
  'login id',
  'login',
  'identifier',
  'username',
  'user name',
  '用户名',
  '账号',
  '帐号',
]

export const emailColumn: Tiers = [
  ['email'],
  [
    'e mail, mail, email address, e mail address, emailaddress, mail address, primary email',
    'school email, university email, institutional email, student email, work email',
    'e mail adresse, email adresse, mailadresse, adresse e mail, adresse mail, adresse de courriel',
    'courriel, correo, correo electronico, direccion de correo, direccion de correo electronico',
    '邮箱, 邮箱地址, 电子邮箱, 电子邮件, 电子邮件地址, 邮件, 邮件地址, 邮箱账号, 学校邮箱',
    'email地址, email 地址, e mail 地址, 电邮, 電子郵件, 電子信箱, 信箱',
  ].flatMap(listed),
]

export const studentIdColumn: Tiers = [
  ['student id'],
  [
    'studentid, student number, student no, id number, idnumber, sis user id, sis id',
    'orgdefinedid, org defined id, matrikelnummer, matrikel nr, matrikelnr, matriculation number',
    '学号, 学生学号, 学生编号, 學號, numero de identificacion, numero d identification',
  ].flatMap(listed),
]

const meanings: Meanings<Meaning> = [
  ['email', [...emailColumn, loginNames]],
  [
    'name',
    [
      // Of a table that this site wrote, beside the names that people gave themselves.
      ['roster name'],
      ['name'],
      [
        'full name, fullname, student, student name, learner, display name, user full name',
        '姓名, 学生姓名, 名字, 姓名全称, 學生姓名, vollstandiger name, nombre completo, nom complet',
      ].flatMap(listed),
      ['nickname'],
    ],
  ],
  [
    'given',
    [['first name', 'firstname', 'given name', 'given names', 'forename', 'vorname', 'prenom', 'nombre', '名']],
  ],
  [
    'surname',
    [
      [
        'last name, lastname, surname, family name, nachname, familienname, nom, apellido',
        'apellidos, apellido s, 姓',
      ].flatMap(listed),
    ],
  ],
  ['role', [['role'], ['roles', 'course role', 'user role', '角色', '身份', 'rolle', 'rollen', 'rol']]],
  ['student_id', studentIdColumn],
]

export interface RosterTable {
  lines: RosterLine[]
  /** Names of columns that mean nothing here. */
  ignoredColumns: string[]
  /** Lines that a program wrote and that are no person. */
  leftOut: number[]
  /** While there is one, `lines` is empty. */
  problems: LineProblem[]
}

export function rankRosterHeader(names: readonly string[]): number {
  return rankHeader(names, meanings, ['email'])
}

export function readRosterTable(
  header: { line: number; names: readonly string[] },
  rows: ReadonlyArray<{ line: number; fields: readonly string[] }>,
): RosterTable {
  const { places, ignored, problems } = findColumns(header, meanings)
  const field = (fields: readonly string[], meaning: Meaning) => {
    const place = places[meaning]
    return place === undefined ? '' : (fields[place] ?? '')
  }
  const read = rows.map(({ line, fields }) => ({
    line,
    email: field(fields, 'email'),
    name:
      places.name === undefined ? wholeName(field(fields, 'given'), field(fields, 'surname')) : field(fields, 'name'),
    role: field(fields, 'role'),
    studentId: field(fields, 'student_id'),
  }))
  const people = read.filter((line) => !isNobody(line))
  const table: RosterTable = {
    lines: people,
    ignoredColumns: ignored,
    leftOut: read.filter(isNobody).map(({ line }) => line),
    problems: [...problems, ...refuseHeader(header, places.email, people)],
  }
  return table.problems.length === 0 ? table : { ...table, lines: [] }
}

function refuseHeader(
  header: { line: number; names: readonly string[] },
  place: number | undefined,
  people: readonly RosterLine[],
): LineProblem[] {
  const address = header.names.find((name) => parseEmailAddress(name) !== null)
  if (address !== undefined) return [{ line: header.line, code: 'header-missing', value: address }]
  const isLogin = place !== undefined && loginNames.includes(plainName(header.names[place] ?? ''))
  const isAddresses = place !== undefined && (!isLogin || people.some(({ email }) => email.includes('@')))
  return isAddresses ? [] : [missingColumn(header, 'email')]
}

/** As people of the script write it. */
function wholeName(given: string, surname: string): string {
  const isHan = /^\p{Script=Han}+$/u.test(given + surname)
  return isHan ? surname + given : [given, surname].filter((part) => part !== '').join(' ')
}

/** Canvas writes a row of the points below its header, and a student for trying things out. Neither has an address. */
function isNobody({ email, name }: RosterLine): boolean {
  if (parseEmailAddress(email) !== null) return false
  return /^(?:points possible|student, test|test student)$/i.test(name.trim())
}
