import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { addComment, changeComment, listComments, removeComment } from '../../server/submissions/comments.ts'
import { changeClassroom } from '../../server/classes/classrooms.ts'
import { subscribe } from '../../server/live/live.ts'
import type { LiveEvent } from '../../server/live/live.ts'
import { listOwnNotices } from '../../server/notices/notices.ts'
import { changePerson } from '../../server/classes/people.ts'
import { listSubmissions } from '../../server/submissions/submissions.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import type { Actor, EnrolmentRole } from '../../course/accounts/access.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { listNotices } from '../../store/notices/notices.ts'
import { deleteUser } from '../../store/accounts/personal-records.ts'
import { stopClock } from './clock.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission } from './people.ts'

const { database } = useContext()
const source = 'export const scale = (x: number) =>\n  2 * x\n// three lines'

test('staff comment on a line, the owner reads it and answers, and each is told', async () => {
  const { teacher, helper, ada, classroomId, id } = await makeStory()
  await addComment(context(), helper, id, { classroomId, line: 2, text: ' Why 2?\r\n  Think of the variance. ' })
  await addComment(context(), teacher, id, { classroomId, line: null, text: 'Well done.' })
  await addComment(context(), ada, id, { classroomId, line: 2, text: 'Because half of them die.' })
  expect(await listComments(context(), ada, id, classroomId)).toMatchObject([
    { line: 2, text: 'Why 2?\n  Think of the variance.', author: 'Helper', mine: false, editedAt: null },
    { line: null, text: 'Well done.', author: 'Teacher' },
    { line: 2, text: 'Because half of them die.', author: 'Ada', mine: true },
  ])
  const told = { classroomId, submissionId: id, slug: first }
  expect((await listNotices(database, ada.userId, 9)).map(({ kind, details }) => [kind, details])).toEqual([
    ['comment', { ...told, authorName: 'Teacher' }],
    ['comment', { ...told, authorName: 'Helper' }],
  ])
  for (const actor of [teacher, helper]) {
    expect(await listNotices(database, actor.userId, 9)).toMatchObject([{ kind: 'owner-comment', details: told }])
    // Nobody is told that it was their own submission.
    expect(await listOwnNotices(context(), actor, 'en')).toMatchObject([
      { wording: 'owner-comment', values: { author: 'Ada' }, path: `/submissions/${id}` },
    ])
  }
})

test('a question that no staff has answered yet is told to the instructors, each time', async () => {
  const { teacher, helper, ada, classmate, classroomId, id } = await makeStory()
  const [colleague, gone] = [await makePerson(database, 'Colleague'), await makePerson(database, 'Gone')]
  await database.enrolment.createMany({
    data: [
      { classroomId, userId: colleague.userId, role: 'instructor' },
      { classroomId, userId: gone.userId, role: 'instructor', removedAt: new Date() },
    ],
  })
  await addComment(context(), ada, id, { classroomId, line: 2, text: 'Why is it 2?' })
  await addComment(context(), ada, id, { classroomId, line: null, text: 'Anybody?' })
  const told = async (actor: Actor) => (await listOwnNotices(context(), actor, 'en')).map(({ wording }) => wording)
  for (const instructor of [teacher, colleague]) {
    expect(await told(instructor)).toEqual(['owner-comment', 'owner-comment'])
  }
  for (const other of [helper, ada, classmate, gone]) expect(await told(other)).toEqual([])
})

test('what staff were told of a learner names nobody any more once the account is deleted', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  await addComment(context(), ada, id, { classroomId, line: 2, text: 'Why is it 2?' })
  expect(JSON.stringify(await listNotices(database, teacher.userId, 9))).not.toContain('Ada')
  await database.user.update({ where: { id: ada.userId }, data: { displayName: 'Former learner 12AB' } })
  expect(await listOwnNotices(context(), teacher, 'en')).toMatchObject([{ values: { author: 'Former learner 12AB' } }])
  await deleteUser(database, ada.userId)
  expect(await listOwnNotices(context(), teacher, 'en')).toEqual([])
})

test('where all staff who commented have left, the instructors are told', async () => {
  const { teacher, helper, ada, classroomId, id } = await makeStory()
  await addComment(context(), helper, id, { classroomId, line: 1, text: 'Why?' })
  await changePerson(context(), teacher, classroomId, helper.userId, { removed: true })
  await addComment(context(), ada, id, { classroomId, line: 1, text: 'So.' })
  expect(await listNotices(database, teacher.userId, 9)).toMatchObject([{ kind: 'owner-comment' }])
  expect(await listNotices(database, helper.userId, 9)).toEqual([])
})

test('an answer is told to staff who commented there, and to no others', async () => {
  const { teacher, helper, ada, classroomId, id } = await makeStory()
  await addComment(context(), helper, id, { classroomId, line: 1, text: 'Why?' })
  await addComment(context(), ada, id, { classroomId, line: 1, text: 'So.' })
  expect(await listNotices(database, teacher.userId, 9)).toEqual([])
})

test('a comment stays in its class: staff of another class of the same learner find none, and cannot touch it by its id', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  const other = await makePerson(database, 'Other', 'instructor')
  const { id: otherClass } = await makeClass(database, {
    members: [member(other, 'instructor'), member(ada)],
    slugs: [first],
  })
  const { id: comment } = await addComment(context(), teacher, id, { classroomId, line: 1, text: 'Between us.' })
  expect(await listComments(context(), other, id, otherClass)).toEqual([])
  await expect(listComments(context(), other, id, classroomId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(addComment(context(), other, id, { classroomId, line: 1, text: 'Me too.' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(changeComment(context(), other, comment, { text: 'Mine.' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(removeComment(context(), other, comment)).rejects.toMatchObject({ code: 'not-found' })
  expect(await listComments(context(), ada, id, classroomId)).toMatchObject([{ text: 'Between us.' }])
  expect(await listComments(context(), ada, id, otherClass)).toEqual([])
})

test('nobody else finds a comment: a classmate, a stranger, an admin, who was removed', async () => {
  const { teacher, helper, classmate, classroomId, id } = await makeStory()
  const { id: comment } = await addComment(context(), helper, id, { classroomId, line: 1, text: 'Hm.' })
  await changePerson(context(), teacher, classroomId, helper.userId, { removed: true })
  for (const actor of [
    classmate,
    helper,
    await makePerson(database, 'Eve'),
    await makePerson(database, 'Root', 'admin'),
  ]) {
    await expect(listComments(context(), actor, id, classroomId)).rejects.toMatchObject({ code: 'not-found' })
    await expect(addComment(context(), actor, id, { classroomId, line: 1, text: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(changeComment(context(), actor, comment, { text: 'x' })).rejects.toMatchObject({ code: 'not-found' })
    await expect(removeComment(context(), actor, comment)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('everybody changes and removes their own, and nobody else’s', async () => {
  const { teacher, helper, ada, classroomId, id } = await makeStory()
  const { id: comment } = await addComment(context(), helper, id, { classroomId, line: 1, text: 'Frist.' })
  for (const actor of [teacher, ada]) {
    await expect(changeComment(context(), actor, comment, { text: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeComment(context(), actor, comment)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await changeComment(context(), helper, comment, { text: 'First.' })
  expect(await listComments(context(), ada, id, classroomId)).toMatchObject([
    { text: 'First.', editedAt: expect.any(String) },
  ])
  await removeComment(context(), helper, comment)
  expect(await listComments(context(), ada, id, classroomId)).toEqual([])
  await expect(removeComment(context(), helper, comment)).rejects.toMatchObject({ code: 'not-found' })
})

test('the class’s log says that staff commented, and not what; what the learner says is not in it', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  const { id: comment } = await addComment(context(), teacher, id, { classroomId, line: 2, text: 'Secret words.' })
  await changeComment(context(), teacher, comment, { text: 'Other secret words.' })
  await removeComment(context(), teacher, comment)
  await addComment(context(), ada, id, { classroomId, line: null, text: 'Hello?' })
  const events = await listAuditEvents(database, { subject: `classroom:${classroomId}` }, 9)
  expect(events.map(({ action }) => action)).toEqual(['comment.removed', 'comment.changed', 'comment.added'])
  expect(events[0]).toMatchObject({ actorId: teacher.userId, details: { slug: first, userId: ada.userId, line: 2 } })
  expect(JSON.stringify(events)).not.toContain('secret')
})

test.each([
  ['nothing', ' \n\t ', 1, 'text'],
  ['more than 5,000 characters', 'x'.repeat(5001), 1, 'text'],
  ['a NUL', 'a\0b', 1, 'text', 'improper-text'],
  ['nothing to be seen', '\u200B', 1, 'text', 'improper-text'],
  ['a line that the source does not have', 'Here.', 4, 'line'],
])('%s is refused', async (_, text, line, field, code = 'invalid-input') => {
  const { teacher, classroomId, id } = await makeStory()
  await expect(addComment(context(), teacher, id, { classroomId, line, text })).rejects.toMatchObject({
    code,
    details: { field },
  })
})

test('an archived class is only read', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  const { id: comment } = await addComment(context(), teacher, id, { classroomId, line: 1, text: 'Kept.' })
  await changeClassroom(context(), teacher, classroomId, { archived: true })
  await expect(addComment(context(), ada, id, { classroomId, line: 1, text: 'x' })).rejects.toMatchObject({
    code: 'class-archived',
  })
  expect(await listNotices(database, teacher.userId, 9)).toEqual([])
  await expect(removeComment(context(), teacher, comment)).rejects.toMatchObject({ code: 'class-archived' })
  expect(await listComments(context(), ada, id, classroomId)).toMatchObject([{ text: 'Kept.' }])
})

test('work that no class of theirs assigns cannot be commented on', async () => {
  const { teacher, ada, classroomId } = await makeStory()
  const { id } = await makeSubmission(database, ada, { slug: second, source })
  for (const actor of [teacher, ada]) {
    await expect(addComment(context(), actor, id, { classroomId, line: 1, text: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
  }
  await expect(listComments(context(), teacher, randomUUID(), classroomId)).rejects.toMatchObject({ code: 'not-found' })
})

test('the owner’s history counts the comments of their classes', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  await makeSubmission(database, ada, { source })
  await addComment(context(), teacher, id, { classroomId, line: 1, text: 'One.' })
  await addComment(context(), teacher, id, { classroomId, line: 1, text: 'Two.' })
  expect((await listSubmissions(context(), ada, { slug: first })).submissions.map(({ comments }) => comments)).toEqual([
    0, 2,
  ])
  await changePerson(context(), teacher, classroomId, ada.userId, { removed: true })
  expect((await listSubmissions(context(), ada, { slug: first })).submissions.map(({ comments }) => comments)).toEqual([
    0, 0,
  ])
})

test('who comments too fast is stopped, and others are not', async () => {
  stopClock()
  const { teacher, helper, classroomId, id } = await makeStory()
  const say = (actor: Actor) => addComment(context(), actor, id, { classroomId, line: 1, text: 'One.' })
  for (let count = 0; count < throttleRules.comment.limit; count += 1) await say(teacher)
  await expect(say(teacher)).rejects.toMatchObject({ code: 'too-many-requests' })
  await expect(say(helper)).resolves.toHaveProperty('id')
})

test('open pages of both sides hear of a comment, of its change and of its end', async () => {
  const { teacher, ada, classroomId, id } = await makeStory()
  const { id: comment } = await addComment(context(), teacher, id, { classroomId, line: 1, text: 'One.' })
  const controller = new AbortController()
  const heard: Record<'owner' | 'staff', LiveEvent[]> = { owner: [], staff: [] }
  await subscribe(context(), ada, { signal: controller.signal, onEvent: (event) => heard.owner.push(event) })
  await subscribe(context(), teacher, { signal: controller.signal, onEvent: (event) => heard.staff.push(event) })
  await context().live.ready()
  for (const say of [
    () => addComment(context(), teacher, id, { classroomId, line: 1, text: 'Two.' }),
    () => changeComment(context(), teacher, comment, { text: 'Three.' }),
    () => removeComment(context(), teacher, comment),
  ]) {
    heard.owner.length = 0
    heard.staff.length = 0
    await say()
    await vi.waitFor(() => expect(heard.owner).toContainEqual({ type: 'notice' }))
    await vi.waitFor(() => expect(heard.staff).toContainEqual({ type: 'class', classroomId, userId: ada.userId }))
  }
  controller.abort()
})

function member(actor: Actor, role: EnrolmentRole = 'learner'): [Actor, EnrolmentRole] {
  return [actor, role]
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [helper, ada, classmate] = [
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Classmate'),
  ]
  const { id: classroomId } = await makeClass(database, {
    members: [member(teacher, 'instructor'), member(helper, 'assistant'), member(ada), member(classmate)],
    slugs: [first],
  })
  const { id } = await makeSubmission(database, ada, { source })
  return { teacher, helper, ada, classmate, classroomId, id }
}
