import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeJoinCode } from '../../course/classes/join-code.ts'
import { acceptInvitation, joinClassroom, linkToInvitation, listMyInvitations } from '../../server/classes/joining.ts'
import { findEnrolment } from '../../store/classes/enrolments.ts'
import { listInvitations, putInvitation } from '../../store/classes/invitations.ts'
import { setEmailVerified } from '../../store/accounts/users.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

/** Of a site that sends mail, so that people can prove their addresses. */
const { database } = useContext({
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'gym@example.org',
  PUBLIC_URL: 'https://gym.example.org',
})

test('who joins by code with an address that they have not proved leaves its invitation to its owner', async () => {
  const { id, joinCode } = await makeCourse()
  const eve = await makePerson(database, 'Eve')
  const invitation = await invite(id, eve.email, 'learner')
  expect(await joinClassroom(context(), eve, joinCode)).toEqual({ id })
  expect(await findEnrolment(database, id, eve.userId)).toMatchObject({ role: 'learner', studentId: null })
  expect(await listInvitations(database, id)).toMatchObject([{ id: invitation.id, studentId: '17' }])
})

test('who has proved the address gets the number by the code', async () => {
  const { id, joinCode } = await makeCourse()
  const bo = await makePerson(database, 'Bo')
  await setEmailVerified(database, bo.userId, new Date())
  await invite(id, bo.email, 'learner')
  await joinClassroom(context(), bo, joinCode)
  expect(await findEnrolment(database, id, bo.userId)).toMatchObject({ role: 'learner', studentId: '17' })
  expect(await listInvitations(database, id)).toEqual([])
})

test('who joined first proves the address later, and takes number and role from the invitation', async () => {
  for (const role of ['learner', 'assistant'] as const) {
    const { id, joinCode } = await makeCourse()
    const bo = await makePerson(database, 'Bo')
    await invite(id, bo.email, role)
    await joinClassroom(context(), bo, joinCode)
    await setEmailVerified(database, bo.userId, new Date())
    const [shown] = await listMyInvitations(context(), bo)
    expect(await acceptInvitation(context(), bo, shown?.path.replace('/invitation/', '') ?? '')).toEqual({ id })
    expect(await findEnrolment(database, id, bo.userId)).toMatchObject({ role, studentId: '17', removedAt: null })
    expect(await listInvitations(database, id)).toEqual([])
  }
})

test('whoever has the link gets its number, however the address was typed elsewhere', async () => {
  const { id, joinCode } = await makeCourse()
  const [bo, eve] = [await makePerson(database, 'Bo'), await makePerson(database, 'Eve')]
  const { id: invitationId } = await invite(id, eve.email, 'learner')
  await joinClassroom(context(), eve, joinCode)
  await acceptInvitation(context(), bo, linkToInvitation(context(), invitationId).replace('/invitation/', ''))
  expect(await findEnrolment(database, id, bo.userId)).toMatchObject({ studentId: '17' })
  expect(await findEnrolment(database, id, eve.userId)).toMatchObject({ studentId: null })
})

async function makeCourse() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, { members: [[teacher, 'instructor']] })
  const joinCode = makeJoinCode(randomBytes)
  await database.classroom.update({ where: { id }, data: { joinCode } })
  return { id, joinCode }
}

async function invite(classroomId: string, email: string, role: 'learner' | 'assistant') {
  return putInvitation(database, { classroomId, email, name: 'Somebody', role, studentId: '17' })
}
