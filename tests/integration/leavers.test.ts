import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { changeClassroom } from '../../server/classes/classrooms.ts'
import { getSolution } from '../../server/course/exercises.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { acceptInvitation, joinClassroom } from '../../server/classes/joining.ts'
import { changePerson, getPeople, leaveClassroom } from '../../server/classes/people.ts'
import { importRoster, previewRoster } from '../../server/classes/roster-import.ts'
import { getSubmission } from '../../server/submissions/submissions.ts'
import { findEnrolment } from '../../store/classes/enrolments.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, secretMark } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()
const notFound = { code: 'not-found' }

test('nobody takes back who left by themselves, nor changes them, nor sees their work', async () => {
  const { id, teacher, ada, submissionId } = await makeStory()
  await leaveClassroom(context(), ada, id)
  for (const change of [{ removed: false }, { removed: true }, { removed: true, role: 'learner' } as const]) {
    await expect(changePerson(context(), teacher, id, ada.userId, change)).rejects.toMatchObject(notFound)
  }
  await expect(changePerson(context(), teacher, id, ada.userId, { studentId: '7' })).rejects.toMatchObject(notFound)
  await expect(getSubmission(context(), teacher, submissionId)).rejects.toMatchObject(notFound)
  expect((await getPeople(context(), teacher, id)).people.map(({ name }) => name)).toEqual(['Teacher'])
})

test('who left comes back by the code, as a learner and with what they had', async () => {
  const { id, teacher, ada, submissionId } = await makeStory()
  const code = 'CAME2BACK3'
  await database.classroom.update({ where: { id }, data: { joinCode: code } })
  await changePerson(context(), teacher, id, ada.userId, { role: 'assistant' })
  await leaveClassroom(context(), ada, id)
  await joinClassroom(context(), ada, code)
  expect(await findEnrolment(database, id, ada.userId)).toMatchObject({
    role: 'learner',
    removedAt: null,
    leftAt: null,
  })
  expect(await getSubmission(context(), teacher, submissionId)).toMatchObject({ id: submissionId })
})

test('who removes themselves among the people has left, too', async () => {
  const { id, teacher } = await makeStory()
  const second = await makePerson(database, 'Second', 'instructor')
  await database.enrolment.create({ data: { classroomId: id, userId: second.userId, role: 'instructor' } })
  await changePerson(context(), second, id, second.userId, { removed: true })
  await expect(changePerson(context(), teacher, id, second.userId, { removed: false })).rejects.toMatchObject(notFound)
})

test('a roster invites who left, and they come back only by accepting, with the grades that they had', async () => {
  const { id, teacher, ada, submissionId } = await makeStory()
  await changePerson(context(), teacher, id, ada.userId, { studentId: '0042' })
  await leaveClassroom(context(), ada, id)
  const text = `email,name,student_id\n${ada.email},Ada,0017`
  const { changes, problems, fingerprint } = await previewRoster(context(), teacher, id, text)
  expect(problems).toEqual([])
  expect(changes).toMatchObject([{ kind: 'invite', from: null, to: { role: 'learner', studentId: '0017' } }])
  await importRoster(context(), teacher, id, { text, fingerprint })
  await expect(getSubmission(context(), teacher, submissionId)).rejects.toMatchObject(notFound)
  const { invitations } = await getPeople(context(), teacher, id)
  expect(invitations).toMatchObject([{ email: ada.email }])
  await acceptInvitation(context(), ada, (invitations[0]?.path ?? '').replace('/invitation/', ''))
  expect(await findEnrolment(database, id, ada.userId)).toMatchObject({ removedAt: null, leftAt: null })
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows).toMatchObject([
    { learner: { id: ada.userId, studentId: '0017' }, total: 10 },
  ])
  // Removed by somebody else after that, they are restored like anybody.
  await changePerson(context(), teacher, id, ada.userId, { removed: true })
  await changePerson(context(), teacher, id, ada.userId, { removed: false })
  expect(await getSubmission(context(), teacher, submissionId)).toMatchObject({ id: submissionId })
})

test('of leaving and being taken off and on again at once, leaving is what stays', async () => {
  const { id, teacher, ada } = await makeStory()
  await Promise.allSettled([
    changePerson(context(), teacher, id, ada.userId, { removed: false }),
    leaveClassroom(context(), ada, id),
    changePerson(context(), teacher, id, ada.userId, { removed: false }),
  ])
  const enrolment = await findEnrolment(database, id, ada.userId)
  expect(enrolment?.leftAt).not.toBeNull()
  expect(enrolment?.removedAt).not.toBeNull()
})

test.each([
  ['leaves', (_teacher: Actor, ada: Actor, id: string) => leaveClassroom(context(), ada, id)],
  [
    'is removed',
    (teacher: Actor, ada: Actor, id: string) => changePerson(context(), teacher, id, ada.userId, { removed: true }),
  ],
])('who %s is still withheld the solution that the class withholds, until it is over', async (_, end) => {
  const { id, teacher, ada } = await makeStory()
  const assignments = { where: { classroomId: id } }
  const dueAt = new Date(Date.now() + 3600_000)
  await database.assignment.updateMany({ ...assignments, data: { solutionOpens: 'closed', dueAt } })
  const forbidden = { code: 'forbidden' }
  await expect(getSolution(context(), ada, first)).rejects.toMatchObject(forbidden)
  await end(teacher, ada, id)
  await expect(getSolution(context(), ada, first)).rejects.toMatchObject(forbidden)
  await database.assignment.updateMany({ ...assignments, data: { dueAt: new Date(Date.now() - 1000) } })
  expect(await getSolution(context(), ada, first)).toContain(secretMark)
  await database.assignment.updateMany({ ...assignments, data: { dueAt } })
  await changeClassroom(context(), teacher, id, { archived: true })
  expect(await getSolution(context(), ada, first)).toContain(secretMark)
})

/** Ada has passed the only assignment. */
async function makeStory() {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const { id: submissionId } = await makeSubmission(database, ada)
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  return { id, teacher, ada, submissionId }
}
