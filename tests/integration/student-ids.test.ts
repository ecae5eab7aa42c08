import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { makeJoinCode } from '../../course/classes/join-code.ts'
import { acceptInvitation, getInvitation, joinClassroom } from '../../server/classes/joining.ts'
import { changePerson, getPeople, leaveClassroom } from '../../server/classes/people.ts'
import { importRoster, previewRoster } from '../../server/classes/roster-import.ts'
import { changeEnrolment } from '../../store/classes/enrolments.ts'
import { useContext, context } from './database.ts'
import { withClient } from './one-postgres.ts'
import { makeClass, makePerson } from './people.ts'

const { url, database } = useContext()

test('a number that somebody present has is refused by its name; that of who was removed is free', async () => {
  const { id, teacher, ada, bo } = await makeStory()
  await changePerson(context(), teacher, id, ada.userId, { studentId: '7' })
  await expect(
    changePerson(context(), teacher, id, bo.userId, { role: 'assistant', studentId: '7' }),
  ).rejects.toMatchObject({
    code: 'student-id-taken',
    details: { studentId: '7' },
  })
  expect(await numbersIn(teacher, id)).toEqual({ Teacher: null, Ada: '7', Bo: null })
  await changePerson(context(), teacher, id, ada.userId, { studentId: '7', role: 'assistant' })
  await changePerson(context(), teacher, id, ada.userId, { removed: true })
  await changePerson(context(), teacher, id, bo.userId, { studentId: '7' })
  await expect(
    changePerson(context(), teacher, id, ada.userId, { removed: false, studentId: '7' }),
  ).rejects.toMatchObject({
    code: 'student-id-taken',
  })
  await changePerson(context(), teacher, id, ada.userId, { removed: false })
  expect(await numbersIn(teacher, id)).toEqual({ Teacher: null, Ada: null, Bo: '7' })
})

test('the same number in another class is nobody’s business', async () => {
  const [one, other] = [await makeStory(), await makeStory()]
  await changePerson(context(), one.teacher, one.id, one.ada.userId, { studentId: '7' })
  await changePerson(context(), other.teacher, other.id, other.ada.userId, { studentId: '7' })
  expect(await numbersIn(other.teacher, other.id)).toMatchObject({ Ada: '7' })
})

test('who is invited with a number that somebody got meanwhile comes in without it, by link and by code', async () => {
  const { id, joinCode, teacher, ada, bo } = await makeStory()
  const [cy, dee] = [await makePerson(database, 'Cy'), await makePerson(database, 'Dee')]
  const token = await invite(teacher, id, 'cy@school.example,7')
  await invite(teacher, id, `${dee.email},8`)
  await changePerson(context(), teacher, id, ada.userId, { studentId: '7' })
  await changePerson(context(), teacher, id, bo.userId, { studentId: '8' })
  expect(await acceptInvitation(context(), cy, token)).toEqual({ id })
  expect(await joinClassroom(context(), dee, joinCode)).toEqual({ id })
  expect(await numbersIn(teacher, id)).toEqual({ Teacher: null, Ada: '7', Bo: '8', Cy: null, Dee: null })
  expect((await getPeople(context(), teacher, id)).invitations).toEqual([])
})

test('who is here with a number of their own keeps it where the invitation’s is taken', async () => {
  const { id, teacher, ada, bo } = await makeStory()
  const token = await invite(teacher, id, 'bo@school.example,7')
  await changePerson(context(), teacher, id, ada.userId, { studentId: '7' })
  await changePerson(context(), teacher, id, bo.userId, { studentId: '8' })
  await acceptInvitation(context(), bo, token)
  expect(await numbersIn(teacher, id)).toMatchObject({ Ada: '7', Bo: '8' })
})

test('who left and comes back has their number again, unless somebody else has it by then', async () => {
  const { id, joinCode, teacher, ada, bo } = await makeStory()
  await changePerson(context(), teacher, id, ada.userId, { studentId: '7' })
  await leaveClassroom(context(), ada, id)
  await joinClassroom(context(), ada, joinCode)
  expect(await numbersIn(teacher, id)).toMatchObject({ Ada: '7' })
  await leaveClassroom(context(), ada, id)
  await changePerson(context(), teacher, id, bo.userId, { studentId: '7' })
  await joinClassroom(context(), ada, joinCode)
  expect(await numbersIn(teacher, id)).toMatchObject({ Ada: null, Bo: '7' })
})

test('of many who come at once with one number all come in, and one of them has it', async () => {
  const { id, teacher } = await makeStory()
  const people = await Promise.all(['Cy', 'Dee', 'Eve', 'Fay'].map((name) => makePerson(database, name)))
  const tokens: string[] = []
  for (const [index] of people.entries()) tokens.push(await invite(teacher, id, `x${index}@school.example,${index}`))
  await database.invitation.updateMany({ where: { classroomId: id }, data: { studentId: '7' } })
  await Promise.all(people.map((person, index) => acceptInvitation(context(), person, tokens[index] ?? '')))
  const { Teacher: _teacher, Ada: _ada, Bo: _bo, ...came } = await numbersIn(teacher, id)
  expect(Object.keys(came)).toHaveLength(4)
  expect(Object.values(came).filter((number) => number !== null)).toEqual(['7'])
})

test('a roster may swap numbers, and hand one on', async () => {
  const { id, teacher, ada, bo } = await makeStory()
  await changePerson(context(), teacher, id, ada.userId, { studentId: '1' })
  await changePerson(context(), teacher, id, bo.userId, { studentId: '2' })
  await takeRoster(teacher, id, `${ada.email},2`, `${bo.email},1`)
  expect(await numbersIn(teacher, id)).toMatchObject({ Ada: '2', Bo: '1' })
  await takeRoster(teacher, id, `${ada.email},1`, `${bo.email},3`)
  expect(await numbersIn(teacher, id)).toMatchObject({ Ada: '1', Bo: '3' })
})

test('staff who open a learner’s link are told that they are in the class, and neither use it up nor get its number', async () => {
  const { id, teacher, ada, bo } = await makeStory()
  await changePerson(context(), teacher, id, bo.userId, { role: 'assistant' })
  const cy = await makePerson(database, 'Cy')
  const token = await invite(teacher, id, 'cy@school.example,7')
  for (const actor of [teacher, bo]) {
    expect(await getInvitation(context(), token, actor)).toMatchObject({
      role: 'learner',
      alreadyIn: { classroomId: id },
    })
    expect(await acceptInvitation(context(), actor, token)).toEqual({ id })
  }
  expect(await numbersIn(teacher, id)).toEqual({ Teacher: null, Ada: null, Bo: null })
  for (const actor of [null, ada, cy])
    expect(await getInvitation(context(), token, actor)).toMatchObject({ alreadyIn: null })
  await acceptInvitation(context(), cy, token)
  expect(await numbersIn(teacher, id)).toMatchObject({ Cy: '7' })
})

test('a link that makes an assistant more than they are is theirs to use', async () => {
  const { id, teacher, bo } = await makeStory()
  await changePerson(context(), teacher, id, bo.userId, { role: 'assistant' })
  const token = await invite(teacher, id, 'bo@school.example,7,instructor')
  expect(await getInvitation(context(), token, bo)).toMatchObject({ role: 'instructor', alreadyIn: null })
  await acceptInvitation(context(), bo, token)
  const { people } = await getPeople(context(), teacher, id)
  expect(people.find(({ name }) => name === 'Bo')).toMatchObject({ role: 'instructor', studentId: '7' })
})

test('the table itself holds a number once among who is present', async () => {
  const { id, ada, bo } = await makeStory()
  await changeEnrolment(database, { classroomId: id, userId: ada.userId }, { studentId: '7' })
  const again = changeEnrolment(database, { classroomId: id, userId: bo.userId }, { studentId: '7' })
  await expect(again).rejects.toMatchObject({ code: 'P2002' })
})

test('where a number stands twice already, the migration leaves it to who came first', async () => {
  const folder = path.join(import.meta.dirname, '../../prisma/migrations')
  const name = (await readdir(folder)).find((entry) => entry.endsWith('_student_ids')) ?? ''
  const migration = await readFile(path.join(folder, name, 'migration.sql'), 'utf8')
  const { id, teacher, ada, bo } = await makeStory()
  const other = await makeStory()
  const gone = await makePerson(database, 'Gone')
  await database.enrolment.create({ data: { classroomId: id, userId: gone.userId, removedAt: new Date() } })
  const numbers = await withClient(url, async (client) => {
    await client.query('DROP INDEX enrolments_student_id_key')
    await client.query(`UPDATE enrolments SET student_id = '7' WHERE classroom_id IN ($1, $2)`, [id, other.id])
    const joined = `UPDATE enrolments SET created_at = now() - make_interval(days => $3) WHERE classroom_id = $1 AND user_id = $2`
    for (const [userId, days] of [
      [gone.userId, 9],
      [bo.userId, 8],
      [ada.userId, 7],
    ] as const)
      await client.query(joined, [id, userId, days])
    await client.query(migration)
    const { rows } = await client.query(
      'SELECT user_id FROM enrolments WHERE student_id IS NOT NULL AND classroom_id = $1',
      [id],
    )
    return rows.map((row) => String(row.user_id)).toSorted()
  })
  expect(numbers).toEqual([gone.userId, bo.userId].toSorted())
  expect(Object.values(await numbersIn(other.teacher, other.id)).filter((number) => number === '7')).toHaveLength(1)
  expect(await numbersIn(teacher, id)).toMatchObject({ Bo: '7', Ada: null })
})

async function numbersIn(teacher: Actor, id: string): Promise<Record<string, string | null>> {
  const { people } = await getPeople(context(), teacher, id)
  return Object.fromEntries(people.filter(({ removed }) => !removed).map(({ name, studentId }) => [name, studentId]))
}

/** @returns the token of the link */
async function invite(teacher: Actor, id: string, line: string): Promise<string> {
  await takeRoster(teacher, id, line)
  const [email = ''] = line.split(',')
  const { invitations } = await getPeople(context(), teacher, id)
  return (invitations.find((invitation) => invitation.email === email)?.path ?? '').replace('/invitation/', '')
}

async function takeRoster(teacher: Actor, id: string, ...lines: string[]): Promise<void> {
  const text = ['email,student_id,role', ...lines.map((line) => (line.split(',').length < 3 ? `${line},` : line))].join(
    '\n',
  )
  const { fingerprint } = await previewRoster(context(), teacher, id, text)
  await importRoster(context(), teacher, id, { text, fingerprint, instructorsConfirmed: true })
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [ada, bo] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bo')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
  })
  const joinCode = makeJoinCode(randomBytes)
  await database.classroom.update({ where: { id }, data: { joinCode } })
  return { id, joinCode, teacher, ada, bo }
}
