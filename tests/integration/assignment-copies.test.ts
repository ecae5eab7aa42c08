import { expect, test } from 'vitest'
import { copyAssignments, listCopySources } from '../../server/classes/assignment-copies.ts'
import { addAssignments } from '../../server/assignments/assignments.ts'
import { changeClassroom, createClassroom, getClassroom } from '../../server/classes/classrooms.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const { database } = useContext()

test('what another class assigns comes along in its order, with its rules, without its dates', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [from, to] = [await makeRoom(teacher, 'Last term'), await makeRoom(teacher, 'This term')]
  await addAssignments(context(), teacher, from, {
    slugs: [second, first],
    dueAt: '2026-06-01T00:00:00Z',
    latePolicy: 'daily',
    latePercent: 25,
    attemptLimit: 3,
    points: 7,
  })
  expect(await listCopySources(context(), teacher, to)).toEqual([{ id: from, name: 'Last term' }])
  expect(await copyAssignments(context(), teacher, to, { from })).toEqual({ copied: 2, there: 0 })
  const rules = { dueAt: null, latePolicy: 'daily', latePercent: 25, attemptLimit: 3, points: 7 }
  expect((await getClassroom(context(), teacher, to)).assignments).toMatchObject([
    { slug: second, ...rules },
    { slug: first, ...rules },
  ])
  const log = await listAuditEvents(database, { actorId: teacher.userId }, 2)
  const copied = (slug: string) =>
    expect.objectContaining({
      action: 'assignment.added',
      details: expect.objectContaining({ slug, copiedFrom: from }),
    })
  expect(log).toEqual(expect.arrayContaining([copied(first), copied(second)]))
})

test('what is assigned already stays as it is', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [from, to] = [await makeRoom(teacher, 'Last term'), await makeRoom(teacher, 'This term')]
  await addAssignments(context(), teacher, from, { slugs: [first, second], points: 7 })
  await addAssignments(context(), teacher, to, { slugs: [first], points: 3, dueAt: '2026-06-01T00:00:00Z' })
  expect(await copyAssignments(context(), teacher, to, { from })).toEqual({ copied: 1, there: 1 })
  expect((await getClassroom(context(), teacher, to)).assignments).toMatchObject([
    { slug: first, points: 3, dueAt: '2026-06-01T00:00:00.000Z' },
    { slug: second, points: 7 },
  ])
  expect(await copyAssignments(context(), teacher, to, { from })).toEqual({ copied: 0, there: 2 })
})

test('only staff of the other class take from it, and only instructors of this one bring it in, while it runs', async () => {
  const [teacher, other] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Other', 'instructor'),
  ]
  const to = await makeRoom(teacher, 'Mine')
  const { id: from } = await makeClass(database, {
    members: [
      [other, 'instructor'],
      [teacher, 'learner'],
    ],
    slugs: [first],
  })
  expect(await listCopySources(context(), teacher, to)).toEqual([])
  await expect(copyAssignments(context(), teacher, to, { from })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(copyAssignments(context(), teacher, to, { from: 'none' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(copyAssignments(context(), other, to, { from })).rejects.toMatchObject({ code: 'not-found' })
  await expect(copyAssignments(context(), teacher, from, { from: to })).rejects.toMatchObject({ code: 'forbidden' })
  await changeClassroom(context(), teacher, to, { archived: true })
  await expect(copyAssignments(context(), teacher, to, { from: to })).rejects.toMatchObject({ code: 'class-archived' })
})

async function makeRoom(teacher: Actor, name: string): Promise<string> {
  const { id } = await createClassroom(context(), teacher, { name, timeZone: 'UTC' })
  return id
}
