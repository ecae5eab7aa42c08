import { expect, test } from 'vitest'
import { addAssignments } from '../../server/assignments/assignments.ts'
import { createClassroom, getClassroom, listClassrooms } from '../../server/classes/classrooms.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { joinClassroom } from '../../server/classes/joining.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { stopClock } from './clock.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('learners join by code, however they type it, and joining twice changes nothing', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const ada = await makePerson(database, 'Ada')
  const { id } = await createClassroom(context(), teacher, { name: ' Deep learning ', timeZone: 'Asia/Shanghai' })
  const code = (await getClassroom(context(), teacher, id)).joining?.code
  if (code === undefined) throw new Error('an instructor sees the code')
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{10}$/)
  const typed = ` ${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `
  expect(await joinClassroom(context(), ada, typed)).toEqual({ id })
  expect(await joinClassroom(context(), ada, code)).toEqual({ id })
  expect(await joinClassroom(context(), teacher, code)).toEqual({ id })
  expect(await listClassrooms(context(), ada)).toMatchObject([
    { id, name: 'Deep learning', role: 'learner', learners: 1 },
  ])
  expect(await listClassrooms(context(), teacher)).toMatchObject([{ id, role: 'instructor' }])
  expect((await listAuditEvents(database, { subject: `classroom:${id}` }, 10)).map(({ action }) => action)).toEqual([
    'classroom.joined',
    'classroom.created',
  ])
})

test('only staff see the join code and who else is in the class', async () => {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
  })
  expect(await getClassroom(context(), ada, id)).toMatchObject({ role: 'learner', joining: null, learners: null })
  expect(await getClassroom(context(), teacher, id)).toMatchObject({
    joining: { code: expect.any(String), standing: 'open', endsAt: null },
    learners: 1,
  })
})

test('a class is not found by who is not in it, an admin too', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, { members: [[teacher, 'instructor']] })
  for (const role of ['learner', 'instructor', 'admin'] as const) {
    const outside = await makePerson(database, 'Outside', role)
    await expect(getClassroom(context(), outside, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getGradebook(context(), outside, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(addAssignments(context(), outside, id, { slugs: [first] })).rejects.toMatchObject({
      code: 'not-found',
    })
  }
})

test('guessing join codes is stopped, also with a right one', async () => {
  stopClock()
  const [teacher, eve] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Eve')]
  const { id } = await createClassroom(context(), teacher, { name: 'Class', timeZone: 'UTC' })
  const code = (await getClassroom(context(), teacher, id)).joining?.code
  for (let tries = 0; tries < throttleRules.join.limit; tries += 1) {
    await expect(joinClassroom(context(), eve, 'AAAAAAAAAA')).rejects.toMatchObject({ code: 'not-found' })
  }
  await expect(joinClassroom(context(), eve, code ?? '')).rejects.toMatchObject({ code: 'too-many-requests' })
})

test('a learner can neither make a class nor assign; an assistant can read but not assign', async () => {
  const [teacher, helper, ada] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
  ]
  await expect(createClassroom(context(), ada, { name: 'Mine', timeZone: 'UTC' })).rejects.toMatchObject({
    code: 'forbidden',
  })
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
    ],
  })
  for (const actor of [ada, helper]) {
    await expect(addAssignments(context(), actor, id, { slugs: [first] })).rejects.toMatchObject({
      code: 'forbidden',
    })
  }
  await expect(getGradebook(context(), ada, id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await getGradebook(context(), helper, id)).toMatchObject({ learners: { length: 1 } })
})

test('an exercise is assigned once, with its own points and a due time in any zone', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, { members: [[teacher, 'instructor']] })
  const request = { slugs: [first], dueAt: '2026-03-01T23:59:00+08:00' }
  await addAssignments(context(), teacher, id, request)
  await expect(addAssignments(context(), teacher, id, request)).rejects.toMatchObject({ code: 'already-assigned' })
  await expect(
    addAssignments(context(), teacher, id, { ...request, slugs: [second, 'unknown'] }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(addAssignments(context(), teacher, id, { ...request, dueAt: 'tomorrow' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
  expect((await getClassroom(context(), teacher, id)).assignments).toMatchObject([
    { slug: first, dueAt: '2026-03-01T15:59:00.000Z', points: 10 },
  ])
})

test('a class needs a time zone that exists', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  await expect(createClassroom(context(), teacher, { name: 'Class', timeZone: 'Moon/Sea' })).rejects.toMatchObject({
    code: 'invalid-input',
    details: { field: 'timeZone' },
  })
})

test('the gradebook counts the best verified verdict of each learner, and nobody else’s', async () => {
  const [teacher, ada, bo, cy, outside] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
    await makePerson(database, 'Cy'),
    await makePerson(database, 'Outside'),
  ]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [cy, 'learner'],
      [bo, 'learner'],
      [ada, 'learner'],
    ],
    slugs: [first, second],
    dueAt: new Date(Date.now() + 3600_000),
  })
  await grade(ada, first, 'failed', 0.5)
  await grade(ada, first, 'passed', 1)
  await grade(ada, first, 'failed', 0.25)
  await grade(ada, second, 'failed', 0.25)
  await makeSubmission(database, bo, { slug: first })
  await grade(outside, first, 'passed', 1)
  await grade(teacher, first, 'passed', 1)

  const book = unpackGradebook(await getGradebook(context(), teacher, id))
  expect(book.assignments.map(({ slug }) => slug)).toEqual([first, second])
  expect(book.outOf).toBe(20)
  expect(book.rows.map(({ learner, total }) => [learner.name, total])).toEqual([
    ['Ada', 12.5],
    ['Bo', 0],
    ['Cy', 0],
  ])
  expect(book.rows[0]?.cells[0]).toEqual({
    kind: 'passed',
    points: 10,
    attempts: 3,
    waiting: 0,
    late: false,
    ignored: false,
    extended: false,
    extendedTo: null,
    overridden: false,
  })
  expect(book.rows[1]?.cells[0]).toMatchObject({ waiting: 1, kind: null, attempts: 0 })
  expect(book.rows[2]?.cells[0]).toBeNull()
})

test('what came after the due time is marked late', async () => {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
    dueAt: new Date(Date.now() - 3600_000),
  })
  await grade(ada, first, 'passed', 1)
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows[0]?.cells[0]).toMatchObject({
    kind: 'passed',
    late: true,
  })
})

async function grade(actor: Actor, slug: string, kind: VerdictKind, score: number): Promise<string> {
  const { id } = await makeSubmission(database, actor, { slug })
  const verdict = makeVerdict({ kind, score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}
