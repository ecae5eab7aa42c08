import { expect, test } from 'vitest'

import { planRoster } from './roster.ts'
import type { RosterInvitation, RosterLine, RosterMember } from './roster.ts'

const teacher: RosterMember = member('teacher@example.org', 'instructor')
const ada: RosterMember = { ...member('ada@example.org', 'learner'), studentId: '0017' }
const invited: RosterInvitation = { email: 'bo@example.org', name: 'Bo', role: 'learner', studentId: null }

function member(email: string, role: RosterMember['role']): RosterMember {
  return { userId: `id of ${email}`, email, name: email, role, studentId: null, rosterName: null, removed: false }
}

function line(number: number, email: string, change: Partial<RosterLine> = {}): RosterLine {
  return { line: number, email, name: '', role: '', studentId: '', ...change }
}

function standing(role: RosterMember['role'], studentId: string | null, rosterName: string | null = null) {
  return { role, studentId, rosterName }
}

const plan = (lines: RosterLine[], members = [teacher, ada]) => planRoster({ lines, members, invitations: [invited] })

test('who is new is invited, who is known changes, and what is so already stays', () => {
  const { changes, problems } = plan([
    line(2, 'New@Example.org', { name: 'New', role: 'Assistant', studentId: '9' }),
    line(3, 'ADA@example.org', { role: 'assistant' }),
    line(4, 'bo@example.org', { studentId: '0018' }),
    line(5, 'teacher@example.org'),
  ])
  expect(problems).toEqual([])
  expect(changes.map(({ email, kind, from, to }) => [email, kind, from, to])).toEqual([
    ['new@example.org', 'invite', null, standing('assistant', '9', 'New')],
    ['ada@example.org', 'change', standing('learner', '0017'), standing('assistant', '0017')],
    ['bo@example.org', 'reinvite', standing('learner', null, 'Bo'), standing('learner', '0018', 'Bo')],
    ['teacher@example.org', 'none', standing('instructor', null), standing('instructor', null)],
  ])
})

test('who was removed is restored, as what the roster says', () => {
  const { changes } = plan([line(2, 'ada@example.org')], [teacher, { ...ada, removed: true }])
  expect(changes).toMatchObject([{ kind: 'restore', to: { role: 'learner', studentId: '0017' }, userId: ada.userId }])
})

test('every bad line is named, in order', () => {
  const { problems } = plan([
    line(2, 'nobody'),
    line(3, 'new@example.org', { role: 'king' }),
    line(4, 'ada@example.org', { name: 'x'.repeat(81) }),
    line(5, 'cy@example.org', { studentId: '1'.repeat(41) }),
    line(6, 'ADA@example.org'),
    line(7, ''),
    line(8, 'eve@example.org', { role: 'constructor' }),
  ])
  expect(problems.map(({ line: at, code }) => [at, code])).toEqual([
    [2, 'email-wrong'],
    [3, 'role-unknown'],
    [4, 'too-long'],
    [5, 'too-long'],
    [6, 'twice'],
    [7, 'email-wrong'],
    [8, 'role-unknown'],
  ])
})

test('a number stands for one person: of those listed, and of those who are there', () => {
  const { problems } = plan([
    line(2, 'new@example.org', { studentId: '0017' }),
    line(3, 'cy@example.org', { studentId: '5' }),
    line(4, 'di@example.org', { studentId: '5' }),
  ])
  expect(problems).toEqual([
    { line: 2, code: 'student-id-taken', value: '0017' },
    { line: 4, code: 'student-id-taken', value: '5' },
  ])
  // Two who swap their numbers take none from anybody else.
  const bo = { ...member('bo@example.org', 'learner'), studentId: '0018' }
  const swapped = planRoster({
    lines: [line(2, ada.email, { studentId: '0018' }), line(3, bo.email, { studentId: '0017' })],
    members: [teacher, ada, bo],
    invitations: [],
  })
  expect(swapped.problems).toEqual([])
})

test('a roster does not leave a class without an instructor', () => {
  expect(plan([line(2, 'teacher@example.org', { role: 'learner' })]).problems).toEqual([
    { line: 2, code: 'last-instructor', value: 'teacher@example.org' },
  ])
  const handedOver = [
    line(2, 'teacher@example.org', { role: 'learner' }),
    line(3, 'ada@example.org', { role: 'instructor' }),
  ]
  expect(plan(handedOver).problems).toEqual([])
  // An invitation is nobody yet.
  const onlyInvited = [
    line(2, 'teacher@example.org', { role: 'learner' }),
    line(3, 'new@example.org', { role: 'instructor' }),
  ]
  expect(plan(onlyInvited).problems).toMatchObject([{ line: 2, code: 'last-instructor' }])
})

test('roles are read in both languages', () => {
  const { changes, problems } = plan([
    line(2, 'li@example.org', { role: '助教' }),
    line(3, 'wu@example.org', { role: '学生' }),
  ])
  expect(problems).toEqual([])
  expect(changes.map(({ to }) => to.role)).toEqual(['assistant', 'learner'])
})

test('addresses are read as programs copy them, and one person is one person however typed', () => {
  const plan = planRoster({
    lines: [
      line(2, 'Ada Lovelace <ada@example.org>'),
      line(3, 'mailto:ADA@example.org;'),
      line(4, 'ada＠exam\u00ADple.org\u200B'),
      line(5, 'bo@example.org;cy@example.org'),
      line(6, 'аda@example.org'),
      line(7, '“di@example.org”'),
    ],
    members: [],
    invitations: [],
  })
  expect(plan.changes.map(({ line: number, email }) => [number, email])).toEqual([
    [2, 'ada@example.org'],
    [7, 'di@example.org'],
  ])
  expect(plan.problems).toEqual([
    { line: 3, code: 'twice', value: 'ada@example.org' },
    { line: 4, code: 'twice', value: 'ada@example.org' },
    { line: 5, code: 'email-wrong', value: 'bo@example.org;cy@example.org' },
    { line: 6, code: 'email-wrong', value: 'аda@example.org' },
  ])
})

test('the class keeps the name that the roster has, beside what somebody calls themselves', () => {
  const renamed = { ...ada, rosterName: 'Ada King' }
  const { changes, problems } = plan(
    [line(2, ada.email, { name: 'Lovelace, Ada' }), line(3, 'teacher@example.org', { name: 'Prof. T' })],
    [teacher, renamed],
  )
  expect(problems).toEqual([])
  expect(changes).toMatchObject([
    { kind: 'change', name: ada.name, from: { rosterName: 'Ada King' }, to: { rosterName: 'Lovelace, Ada' } },
    { kind: 'change', from: { rosterName: null }, to: { rosterName: 'Prof. T' } },
  ])
  expect(plan([line(2, ada.email)], [teacher, renamed]).changes).toMatchObject([
    { kind: 'none', to: { rosterName: 'Ada King' } },
  ])
})

test('who becomes an instructor is counted: invited, raised or taken back, but not who is one', () => {
  const former = { ...member('former@example.org', 'instructor'), removed: true }
  const { newInstructors } = plan(
    [
      line(2, 'new@example.org', { role: 'teacher' }),
      line(3, ada.email, { role: 'editingteacher' }),
      line(4, 'bo@example.org', { role: '教师' }),
      line(5, former.email),
      line(6, teacher.email, { role: 'instructor' }),
      line(7, 'cy@example.org', { role: 'TA' }),
    ],
    [teacher, ada, former],
  )
  expect(newInstructors).toBe(4)
  expect(plan([line(2, 'cy@example.org')]).newInstructors).toBe(0)
})

test.each([
  ['2.02E+09', 'student-id-destroyed'],
  ['########', 'student-id-destroyed'],
  ['20260001.0', 'student-id-destroyed'],
  ['2026\n1', 'name-improper'],
  ['\u2800', 'name-improper'],
])('a student ID of %j is refused: %s', (studentId, code) => {
  expect(plan([line(2, 'cy@example.org', { studentId })]).problems).toMatchObject([{ line: 2, code }])
})

test('invisible characters of a student ID are taken away: it stands for one person however copied', () => {
  const { problems } = plan([line(2, 'cy@example.org', { studentId: '\u00A00017\u200B' })])
  expect(problems).toEqual([{ line: 2, code: 'student-id-taken', value: '0017' }])
})

test.each(['JosÃ©', 'å¼\u00A0ä¼Ÿ', 'BjÃ¸rn'])('a name that was read wrongly before, %s, is refused', (name) => {
  expect(plan([line(2, 'cy@example.org', { name })]).problems).toEqual([{ line: 2, code: 'mis-decoded', value: name }])
})

test('a number that came back without its zeros changes nobody’s', () => {
  const { changes, problems } = plan([
    line(2, ada.email, { studentId: '17' }),
    line(3, teacher.email, { studentId: '17' }),
  ])
  expect(problems).toEqual([{ line: 2, code: 'student-id-zeros-lost', value: '17' }])
  expect(changes.map(({ email }) => email)).toEqual([teacher.email])
})
