import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { getAssignmentSettings, grantExtension, withdrawExtension } from '../../server/assignments/assignments.ts'
import { listOwnNotices } from '../../server/notices/notices.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const { database } = useContext()
const base = Date.now()
const at = (hours: number) => new Date(base + hours * 3600_000)
const iso = (hours: number) => at(hours).toISOString()

test.each([
  ['an earlier due time', { dueAt: iso(9) }, 'dueAt'],
  ['the same due time', { dueAt: iso(10), extraAttempts: 1 }, 'dueAt'],
  ['the same end', { dueAt: null, closesAt: iso(20) }, 'closesAt'],
  ['an end before its own due time', { dueAt: iso(40), closesAt: iso(30) }, 'closesAt'],
  ['nothing', { dueAt: null }, 'extraAttempts'],
])('an extension that names %s is refused, and the one that there was stays', async (_, request, field) => {
  const { teacher, ada, classroomId, assignmentId } = await makeStory({ dueAt: at(10), closesAt: at(20) })
  await grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt: iso(15) })
  await expect(
    grantExtension(context(), teacher, assignmentId, { userId: ada.userId, ...request }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
    details: { field },
  })
  expect((await getAssignmentSettings(context(), teacher, classroomId)).extensions).toMatchObject([{ dueAt: iso(15) }])
  expect(await wordingsFor(ada)).toEqual(['extension-time'])
})

test.each([
  ['due', { dueAt: iso(30) }, 'dueAt'],
  ['closed', { dueAt: null, closesAt: iso(30) }, 'closesAt'],
])('what is never %s gets no later time for it', async (_, request, field) => {
  const { teacher, ada, assignmentId } = await makeStory({ dueAt: null, closesAt: null })
  await expect(
    grantExtension(context(), teacher, assignmentId, { userId: ada.userId, ...request }),
  ).rejects.toMatchObject({
    code: 'invalid-input',
    details: { field },
  })
})

test.each([
  [{ dueAt: iso(15) }, 'extension-time', iso(15), 0],
  [{ dueAt: iso(15), closesAt: iso(30), extraAttempts: 2 }, 'extension-both', iso(15), 2],
  [{ dueAt: null, closesAt: iso(30) }, 'extension-closing', iso(30), 0],
  [{ dueAt: null, closesAt: iso(30), extraAttempts: 2 }, 'extension-closing-both', iso(30), 2],
  [{ dueAt: null, extraAttempts: 2 }, 'extension-attempts', null, 2],
])('the learner of %j is told of all that it gives', async (request, wording, dueAt, count) => {
  const { teacher, ada, assignmentId } = await makeStory({ dueAt: at(10), closesAt: at(20) })
  await grantExtension(context(), teacher, assignmentId, { userId: ada.userId, ...request })
  expect(await listOwnNotices(context(), ada, 'en')).toMatchObject([{ wording, dueAt, values: { count } }])
})

test('what is given, taken back and given again is told three times', async () => {
  const { teacher, ada, classroomId, assignmentId } = await makeStory({ dueAt: at(10), closesAt: null })
  const grant = () => grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt: iso(15) })
  await grant()
  await withdrawExtension(context(), teacher, assignmentId, ada.userId)
  await grant()
  expect(await wordingsFor(ada)).toEqual(['extension-time', 'extension-withdrawn', 'extension-time'])
  expect(await listOwnNotices(context(), ada, 'zh')).toMatchObject([
    {},
    { path: `/classes/${classroomId}`, dueAt: null },
    {},
  ])
})

test('a change that gives the learner nothing else is not told: of the reason, or none', async () => {
  const { teacher, ada, assignmentId } = await makeStory({ dueAt: at(10), closesAt: null })
  const grant = (reason: string) =>
    grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt: iso(15), reason })
  await grant('ill')
  await grant('ill')
  await grant('was ill')
  expect(await wordingsFor(ada)).toEqual(['extension-time'])
})

test('who has no extension is not told that it was withdrawn', async () => {
  const { teacher, ada, assignmentId } = await makeStory({ dueAt: at(10), closesAt: null })
  await expect(withdrawExtension(context(), teacher, assignmentId, ada.userId)).rejects.toMatchObject({
    code: 'not-found',
  })
  expect(await wordingsFor(ada)).toEqual([])
})

async function wordingsFor(actor: Actor) {
  return (await listOwnNotices(context(), actor, 'en')).map(({ wording }) => wording)
}

async function makeStory(settings: { dueAt: Date | null; closesAt: Date | null }) {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  const { id: classroomId } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const [assignment] = await listAssignments(database, classroomId)
  if (assignment === undefined) throw new Error('it is assigned')
  await database.assignment.update({ where: { id: assignment.id }, data: settings })
  return { teacher, ada, classroomId, assignmentId: assignment.id }
}
