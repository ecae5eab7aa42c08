import { expect, test } from 'vitest'
import {
  changeClassroom,
  changeJoining,
  copyClassroom,
  createClassroom,
  deleteClassroom,
  getClassroom,
} from '../../server/classes/classrooms.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { acceptInvitation, getInvitation, joinClassroom, listMyInvitations } from '../../server/classes/joining.ts'
import { changePerson, getPeople, leaveClassroom } from '../../server/classes/people.ts'
import { importRoster, previewRoster } from '../../server/classes/roster-import.ts'
import { withdrawInvitation } from '../../server/classes/people.ts'
import { addAssignments } from '../../server/assignments/assignments.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

async function makeCourse() {
  const [teacher, helper, ada] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
  ]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  return { teacher, helper, ada, id }
}

async function joinCodeOf(teacher: Actor, id: string): Promise<string> {
  await changeJoining(context(), teacher, id, { rotate: true })
  return (await getClassroom(context(), teacher, id)).joining?.code ?? ''
}

const rosterOf = (...lines: string[]) => ['email,name,role,student_id', ...lines].join('\n')

test('a new code ends the old one, and a closed or ended door lets nobody in', async () => {
  const { teacher, id } = await makeCourse()
  const bo = await makePerson(database, 'Bo')
  const old = await joinCodeOf(teacher, id)
  const code = await joinCodeOf(teacher, id)
  await expect(joinClassroom(context(), bo, old)).rejects.toMatchObject({ code: 'not-found' })
  await changeJoining(context(), teacher, id, { open: false })
  await expect(joinClassroom(context(), bo, code)).rejects.toMatchObject({ code: 'join-closed' })
  await changeJoining(context(), teacher, id, { open: true, endsAt: new Date(Date.now() - 1000).toISOString() })
  await expect(joinClassroom(context(), bo, code)).rejects.toMatchObject({ code: 'join-closed' })
  await changeJoining(context(), teacher, id, { endsAt: new Date(Date.now() + 60_000).toISOString() })
  expect(await joinClassroom(context(), bo, code)).toEqual({ id })
})

test('who was removed neither sees the class nor comes back by the code, and is restored with their grades', async () => {
  const { teacher, ada, id } = await makeCourse()
  const code = await joinCodeOf(teacher, id)
  const { id: submissionId } = await makeSubmission(database, ada, { slug: first })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  await changePerson(context(), teacher, id, ada.userId, { removed: true })
  await expect(getClassroom(context(), ada, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(joinClassroom(context(), ada, code)).rejects.toMatchObject({ code: 'removed-from-class' })
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows).toEqual([])
  await changePerson(context(), teacher, id, ada.userId, { removed: false })
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows[0]).toMatchObject({ total: 10 })
  expect((await listAuditEvents(database, { subject: `classroom:${id}` }, 2)).map(({ action }) => action)).toEqual([
    'person.restored',
    'person.removed',
  ])
})

test('a class keeps an instructor: the last one neither leaves, nor is removed, nor steps down', async () => {
  const { teacher, helper, id } = await makeCourse()
  const last = { code: 'last-instructor' }
  await expect(leaveClassroom(context(), teacher, id)).rejects.toMatchObject(last)
  await expect(changePerson(context(), teacher, id, teacher.userId, { removed: true })).rejects.toMatchObject(last)
  await expect(changePerson(context(), teacher, id, teacher.userId, { role: 'learner' })).rejects.toMatchObject(last)
  await changePerson(context(), teacher, id, helper.userId, { role: 'instructor' })
  await leaveClassroom(context(), teacher, id)
  await expect(getClassroom(context(), teacher, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('of two instructors who remove each other at once, one stays', async () => {
  const { teacher, helper, id } = await makeCourse()
  await changePerson(context(), teacher, id, helper.userId, { role: 'instructor' })
  const outcomes = await Promise.allSettled([
    changePerson(context(), teacher, id, helper.userId, { removed: true }),
    changePerson(context(), helper, id, teacher.userId, { removed: true }),
  ])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a roster is previewed, then imported whole: invitations for who is new, changes for who is there', async () => {
  const { teacher, ada, id } = await makeCourse()
  const text = rosterOf('new@example.org,New,assistant,7', `${ada.email.toUpperCase()},,,0042`)
  const preview = await previewRoster(context(), teacher, id, text)
  expect(preview).toMatchObject({
    problems: [],
    changes: [
      { kind: 'invite', email: 'new@example.org', to: { role: 'assistant', studentId: '7' } },
      { kind: 'change', name: 'Ada', from: { studentId: null }, to: { role: 'learner', studentId: '0042' } },
    ],
  })
  expect((await getPeople(context(), teacher, id)).invitations).toEqual([])
  await importRoster(context(), teacher, id, { text, fingerprint: preview.fingerprint })
  const { people, invitations } = await getPeople(context(), teacher, id)
  expect(people.find(({ id: userId }) => userId === ada.userId)).toMatchObject({ studentId: '0042' })
  expect(invitations).toMatchObject([{ email: 'new@example.org', name: 'New', role: 'assistant' }])
})

test('the class keeps the names of its roster: of who is there, and of who comes by an invitation', async () => {
  const { teacher, ada, id } = await makeCourse()
  const bo = await makePerson(database, 'Bo')
  const code = await joinCodeOf(teacher, id)
  await invite(teacher, id, `${bo.email},"Diddley, Bo",,5`)
  const text = rosterOf(`${ada.email},"Lovelace, Ada",,`)
  const { fingerprint } = await previewRoster(context(), teacher, id, text)
  await importRoster(context(), teacher, id, { text, fingerprint })
  await joinClassroom(context(), bo, code)
  const { people } = await getPeople(context(), teacher, id)
  expect(people.filter(({ role }) => role === 'learner')).toMatchObject([
    { name: 'Ada', rosterName: 'Lovelace, Ada', studentId: null },
    { name: 'Bo', rosterName: 'Diddley, Bo', studentId: '5' },
  ])
  expect(
    unpackGradebook(await getGradebook(context(), teacher, id)).rows.map(({ learner }) => learner.rosterName),
  ).toEqual(['Lovelace, Ada', 'Diddley, Bo'])
  // A name of a person is no part of what is kept for ever.
  const events = await listAuditEvents(database, { subject: `classroom:${id}` }, 10)
  expect(JSON.stringify(events)).not.toContain('Lovelace')
  expect((await previewRoster(context(), teacher, id, text)).changes).toMatchObject([{ kind: 'none' }])
})

test('a roster makes instructors only after somebody said yes to their number', async () => {
  const { teacher, ada, id } = await makeCourse()
  const text = rosterOf(`${ada.email},,teacher,`, 'new@example.org,New,editingteacher,', 'other@example.org,,,')
  const { fingerprint, newInstructors } = await previewRoster(context(), teacher, id, text)
  expect(newInstructors).toBe(2)
  for (const instructorsConfirmed of [undefined, false]) {
    await expect(
      importRoster(context(), teacher, id, { text, fingerprint, instructorsConfirmed }),
    ).rejects.toMatchObject({
      code: 'not-confirmed',
    })
  }
  expect((await getPeople(context(), teacher, id)).invitations).toEqual([])
  await importRoster(context(), teacher, id, { text, fingerprint, instructorsConfirmed: true })
  expect((await getPeople(context(), teacher, id)).people.filter(({ role }) => role === 'instructor')).toHaveLength(2)
})

test('one bad line stops the whole import and every bad line is named; so does a class that changed meanwhile', async () => {
  const { teacher, ada, id } = await makeCourse()
  const bad = rosterOf('good@example.org,Good,,', 'nobody,,,', 'x@example.org,,king,')
  await expect(importRoster(context(), teacher, id, { text: bad, fingerprint: '' })).rejects.toMatchObject({
    code: 'bad-lines',
    details: {
      problems: [
        { line: 3, code: 'email-wrong', value: 'nobody' },
        { line: 4, code: 'role-unknown', value: 'king' },
      ],
    },
  })
  const text = rosterOf(`${ada.email},,assistant,`, 'good@example.org,Good,,')
  const { fingerprint } = await previewRoster(context(), teacher, id, text)
  await changePerson(context(), teacher, id, ada.userId, { studentId: '9' })
  await expect(importRoster(context(), teacher, id, { text, fingerprint })).rejects.toMatchObject({
    code: 'out-of-date',
  })
  expect((await getPeople(context(), teacher, id)).invitations).toEqual([])
})

test.each([
  ['what Excel writes', '\uFEFFEmail;Name;Role\r\nli@example.org;李雷;助教\r\n', []],
  ['a column that means nothing', 'email,name,shoe size\nli@example.org,李雷,42', ['shoe size']],
  ['a comma in a quoted name', 'name,email\n"Lovelace, Ada",li@example.org\n\n,\n', []],
])('a roster may be %s', async (_, text, ignoredColumns) => {
  const { teacher, id } = await makeCourse()
  const preview = await previewRoster(context(), teacher, id, text)
  expect(preview.problems).toEqual([])
  expect(preview.ignoredColumns).toEqual(ignoredColumns)
  expect(preview.changes).toMatchObject([{ email: 'li@example.org', kind: 'invite' }])
})

test.each([
  ['no text at all', '', { line: 1, code: 'empty' }],
  ['no column for the address', 'name,role\nAda,learner', { line: 1, code: 'column-missing', value: 'email' }],
  ['another encoding', 'email,name\nli@example.org,\uFFFD\uFFFD', { line: 2, code: 'not-utf8' }],
  ['a quote without end', 'email,name\nli@example.org,"Li', { line: 2, code: 'not-csv' }],
  ['more than a megabyte', `email\n${'x'.repeat(1_000_001)}`, { line: 1, code: 'too-large' }],
  ['too many rows', `email\n${'li@example.org\n'.repeat(5001)}`, { line: 5002, code: 'too-many-rows' }],
])('a roster that is %s is refused with its line', async (_, text, problem) => {
  const { teacher, id } = await makeCourse()
  await expect(previewRoster(context(), teacher, id, text)).rejects.toMatchObject({
    code: 'bad-lines',
    details: { problems: [problem] },
  })
})

test('an invitation takes in whoever has its link, once, with the role and number of the roster', async () => {
  const { teacher, id } = await makeCourse()
  const [bo, cy] = [await makePerson(database, 'Bo'), await makePerson(database, 'Cy')]
  const token = await invite(teacher, id, 'bo@school.example,Bo,assistant,77')
  expect(await getInvitation(context(), token, bo)).toEqual({ className: 'Class', role: 'assistant', alreadyIn: null })
  expect(await acceptInvitation(context(), bo, token)).toEqual({ id })
  expect((await getPeople(context(), teacher, id)).people.find(({ id: userId }) => userId === bo.userId)).toMatchObject(
    {
      role: 'assistant',
      studentId: '77',
    },
  )
  await expect(acceptInvitation(context(), cy, token)).rejects.toMatchObject({ code: 'not-found' })
})

test('a link that was altered, withdrawn, or is of an archived class opens nothing', async () => {
  const { teacher, id } = await makeCourse()
  const bo = await makePerson(database, 'Bo')
  const token = await invite(teacher, id, 'bo@school.example,,,')
  const [invitationId = ''] = token.split('.')
  const other = await invite(teacher, id, 'cy@school.example,,,')
  for (const wrong of [invitationId, `${invitationId}.${other.split('.')[1]}`, `${token}x`, 'nonsense', '']) {
    await expect(acceptInvitation(context(), bo, wrong)).rejects.toMatchObject({ code: 'not-found' })
  }
  await withdrawInvitation(context(), teacher, id, invitationId)
  await expect(acceptInvitation(context(), bo, token)).rejects.toMatchObject({ code: 'not-found' })
  await changeClassroom(context(), teacher, id, { archived: true })
  await expect(acceptInvitation(context(), bo, other)).rejects.toMatchObject({ code: 'not-found' })
})

test('an invitation makes nobody less than they are', async () => {
  const { teacher, id } = await makeCourse()
  const token = await invite(teacher, id, 'someone@school.example,,learner,')
  await acceptInvitation(context(), teacher, token)
  expect(await getClassroom(context(), teacher, id)).toMatchObject({ role: 'instructor' })
})

test('who joins by the code gets their number from the roster, but no role: anyone can type an address', async () => {
  const { teacher, id } = await makeCourse()
  const code = await joinCodeOf(teacher, id)
  const [bo, eve] = [await makePerson(database, 'Bo'), await makePerson(database, 'Eve')]
  await invite(teacher, id, `${bo.email},,,17`)
  await invite(teacher, id, `${eve.email},,instructor,18`)
  await joinClassroom(context(), bo, code)
  await joinClassroom(context(), eve, code)
  const { people, invitations } = await getPeople(context(), teacher, id)
  expect(people.filter(({ id: userId }) => [bo.userId, eve.userId].includes(userId))).toMatchObject([
    { name: 'Bo', role: 'learner', studentId: '17' },
    { name: 'Eve', role: 'learner', studentId: null },
  ])
  expect(invitations.map(({ email }) => email)).toEqual([eve.email])
})

test('invitations show up by themselves only for an address that was proved', async () => {
  const { teacher, id } = await makeCourse()
  const bo = await makePerson(database, 'Bo')
  await invite(teacher, id, `${bo.email},,,`)
  expect(await listMyInvitations(context(), bo)).toEqual([])
  await database.user.update({ where: { id: bo.userId }, data: { emailVerifiedAt: new Date() } })
  expect(await listMyInvitations(context(), bo)).toMatchObject([{ className: 'Class', role: 'learner' }])
})

test('an archived class is read and not changed, until it is reopened', async () => {
  const { teacher, ada, id } = await makeCourse()
  await changeClassroom(context(), teacher, id, { archived: true })
  const archived = { code: 'class-archived' }
  await expect(addAssignments(context(), teacher, id, { slugs: [second] })).rejects.toMatchObject(archived)
  await expect(changePerson(context(), teacher, id, ada.userId, { removed: true })).rejects.toMatchObject(archived)
  await expect(changeJoining(context(), teacher, id, { open: true })).rejects.toMatchObject(archived)
  await expect(changeClassroom(context(), teacher, id, { name: 'Other' })).rejects.toMatchObject(archived)
  expect(await getClassroom(context(), ada, id)).toMatchObject({ archived: true })
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows).toHaveLength(1)
  await changeClassroom(context(), teacher, id, { archived: false, name: 'Again' })
  expect(await getClassroom(context(), ada, id)).toMatchObject({ archived: false, name: 'Again' })
})

test('a copy has the assignments and their rules, without dates and people', async () => {
  const { teacher, helper, id } = await makeCourse()
  await addAssignments(context(), teacher, id, {
    slugs: [second],
    dueAt: '2026-06-01T00:00:00Z',
    latePolicy: 'daily',
    latePercent: 25,
    attemptLimit: 3,
    counting: 'last',
    points: 7,
  })
  await expect(copyClassroom(context(), helper, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  const { id: copy } = await copyClassroom(context(), teacher, id, { name: 'Next term' })
  const made = await getClassroom(context(), teacher, copy)
  expect(made).toMatchObject({ name: 'Next term', role: 'instructor', learners: 0 })
  expect(made.assignments.find(({ slug }) => slug === second)).toMatchObject({
    dueAt: null,
    latePolicy: 'daily',
    latePercent: 25,
    attemptLimit: 3,
    counting: 'last',
    points: 7,
  })
  expect(made.assignments).toHaveLength(2)
})

test('what is assigned together keeps its order, in a copy too', async () => {
  for (const slugs of [
    [first, second],
    [second, first],
  ]) {
    const teacher = await makePerson(database, 'Teacher', 'instructor')
    const { id } = await createClassroom(context(), teacher, { name: 'Class', timeZone: 'UTC' })
    await addAssignments(context(), teacher, id, { slugs })
    const { id: copy } = await copyClassroom(context(), teacher, id, { name: 'Next term' })
    for (const classroomId of [id, copy]) {
      expect((await getClassroom(context(), teacher, classroomId)).assignments.map(({ slug }) => slug)).toEqual(slugs)
    }
  }
})

test('deleting asks for the name, takes the class away, and leaves people their submissions', async () => {
  const { teacher, ada, id } = await makeCourse()
  const { id: submissionId } = await makeSubmission(database, ada, { slug: first })
  await expect(deleteClassroom(context(), teacher, id, { name: 'class' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await deleteClassroom(context(), teacher, id, { name: 'Class' })
  await expect(getClassroom(context(), teacher, id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await database.submission.findUnique({ where: { id: submissionId } })).not.toBeNull()
  expect(await database.grade.count({ where: { userId: ada.userId } })).toBe(0)
})

/** @returns the token of the link */
async function invite(teacher: Actor, id: string, line: string): Promise<string> {
  const text = rosterOf(line)
  const { fingerprint, changes } = await previewRoster(context(), teacher, id, text)
  await importRoster(context(), teacher, id, { text, fingerprint, instructorsConfirmed: true })
  const { invitations } = await getPeople(context(), teacher, id)
  const path = invitations.find(({ email }) => email === changes[0]?.email)?.path ?? ''
  return path.replace('/invitation/', '')
}
