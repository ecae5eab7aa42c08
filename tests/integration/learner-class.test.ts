import { expect, test } from 'vitest'
import { changeAssignment, grantExtension } from '../../server/assignments/assignments.ts'
import { changeClassroom, getClassroom } from '../../server/classes/classrooms.ts'
import { addComment } from '../../server/submissions/comments.ts'
import { getLearnerClass, listAssignmentsHere } from '../../server/classes/learner-class.ts'
import { overrideGrade } from '../../server/assignments/overrides.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()
const hour = 3600_000

test('a learner sees each assignment with its phase, their attempts and what they have reached', async () => {
  const { teacher, ada, id, assignments } = await makeStory()
  await settle(teacher, assignments[0], { dueAt: at(2 * hour), attemptLimit: 3 })
  await settle(teacher, assignments[1], { opensAt: at(hour), dueAt: at(3 * hour), solutionOpens: 'due' })
  const submissionId = await grade(ada, 0.5)
  await addComment(context(), teacher, submissionId, { classroomId: id, line: null, text: 'Nearly.' })
  expect(await getLearnerClass(context(), ada, id)).toMatchObject({
    id,
    timeZone: 'Asia/Shanghai',
    learner: { id: ada.userId, name: 'Ada' },
    assignments: [
      {
        slug: first,
        phase: 'open',
        status: 'tried',
        reached: 5,
        points: 10,
        attempts: 1,
        attemptLimit: 3,
        comments: 1,
        submissionId,
        override: null,
      },
      { slug: second, phase: 'upcoming', status: 'new', reached: null, solutionOpens: 'due', comments: 0 },
    ],
  })
})

test('beside an exercise stands what running classes ask of it, as the class itself shows it', async () => {
  const { teacher, ada, bo, id, assignments } = await makeStory()
  await settle(teacher, assignments[0], { dueAt: at(2 * hour), attemptLimit: 3 })
  await grade(ada, 0.5)
  const [shown] = (await getLearnerClass(context(), ada, id)).assignments
  const here = await listAssignmentsHere(context(), ada, first)
  expect(here).toEqual([{ ...shown, classroom: { id, name: here[0]?.classroom.name, timeZone: 'Asia/Shanghai' } }])
  expect(await listAssignmentsHere(context(), bo, first)).toMatchObject([{ attempts: 0, reached: null }])
  // Who teaches is asked for nothing, and neither is a stranger or an archived class.
  expect(await listAssignmentsHere(context(), teacher, first)).toEqual([])
  expect(await listAssignmentsHere(context(), await makePerson(database, 'Stranger'), first)).toEqual([])
  await changeClassroom(context(), teacher, id, { archived: true })
  expect(await listAssignmentsHere(context(), ada, first)).toEqual([])
})

test('it says whether the learner may read the model solution now, also to staff who look with their eyes', async () => {
  const { teacher, ada, bo, id, assignments } = await makeStory()
  await settle(teacher, assignments[0], { dueAt: at(-2 * hour), closesAt: at(hour), solutionOpens: 'closed' })
  await settle(teacher, assignments[1], { dueAt: at(-hour), solutionOpens: 'due' })
  await grade(ada, 1)
  const open = async (actor: typeof ada, userId?: string) =>
    (await getLearnerClass(context(), actor, id, userId)).assignments.map(({ solutionOpen }) => solutionOpen)
  expect(await open(ada)).toEqual([false, true])
  await settle(teacher, assignments[0], { dueAt: at(-2 * hour), solutionOpens: 'passed' })
  for (const [actor, userId] of [
    [ada, undefined],
    [teacher, ada.userId],
  ] as const) {
    expect(await open(actor, userId)).toEqual([true, true])
  }
  expect(await open(teacher, bo.userId)).toEqual([false, true])
})

test('what is past due is open again for who got an extension, and for nobody else', async () => {
  const { teacher, ada, bo, id, assignments } = await makeStory()
  await settle(teacher, assignments[0], { dueAt: at(-hour), latePolicy: 'cutoff', attemptLimit: 1 })
  const dueAt = at(5 * hour)
  await grantExtension(context(), teacher, assignments[0]?.id ?? '', { userId: ada.userId, dueAt, extraAttempts: 2 })
  const firstOf = async (actor: typeof ada) => (await getLearnerClass(context(), actor, id)).assignments[0]
  expect(await firstOf(ada)).toMatchObject({ phase: 'open', dueAt, extended: true, attemptLimit: 3 })
  expect(await firstOf(bo)).toMatchObject({ phase: 'closed', extended: false, attemptLimit: 1 })
})

test('in an archived class everything is closed since then, and open again once it is reopened', async () => {
  const { teacher, ada, bo, id, assignments } = await makeStory()
  await settle(teacher, assignments[0], { dueAt: at(2 * hour) })
  await settle(teacher, assignments[1], { opensAt: at(hour), dueAt: at(3 * hour) })
  const dueAt = at(5 * hour)
  await grantExtension(context(), teacher, assignments[0]?.id ?? '', { userId: ada.userId, dueAt, extraAttempts: 2 })
  const phasesFor = async (actor: typeof ada) =>
    (await getLearnerClass(context(), actor, id)).assignments.map(({ phase }) => phase)
  expect(await phasesFor(ada)).toEqual(['open', 'upcoming'])
  await changeClassroom(context(), teacher, id, { archived: true })
  for (const actor of [ada, bo]) expect(await phasesFor(actor)).toEqual(['closed', 'closed'])
  const { archivedAt } = await database.classroom.findUniqueOrThrow({ where: { id } })
  expect(await getLearnerClass(context(), ada, id)).toMatchObject({
    archived: true,
    assignments: [{ dueAt, closesAt: archivedAt?.toISOString() }, {}],
  })
  expect(await getLearnerClass(context(), teacher, id, ada.userId)).toMatchObject({ archived: true })
  await changeClassroom(context(), teacher, id, { archived: false })
  expect(await phasesFor(ada)).toEqual(['open', 'upcoming'])
  expect(await getLearnerClass(context(), ada, id)).toMatchObject({ archived: false })
})

test('an override counts, and its reason is told', async () => {
  const { teacher, ada, id, assignments } = await makeStory()
  await grade(ada, 0.5)
  await overrideGrade(context(), teacher, assignments[0]?.id ?? '', ada.userId, { points: 9, reason: 'A typo only.' })
  expect((await getLearnerClass(context(), ada, id)).assignments[0]).toMatchObject({
    reached: 9,
    override: { reason: 'A typo only.' },
  })
})

test('staff see the class as a learner sees it, and the log says that they looked', async () => {
  const { teacher, helper, ada, id } = await makeStory()
  await grade(ada, 0.5)
  const own = await getLearnerClass(context(), ada, id)
  for (const actor of [teacher, helper]) expect(await getLearnerClass(context(), actor, id, ada.userId)).toEqual(own)
  const events = await listAuditEvents(database, { subject: `classroom:${id}` }, 9)
  expect(events.map(({ actorId, action, details }) => [actorId, action, details])).toEqual([
    [helper.userId, 'learner.viewed', { userId: ada.userId }],
    [teacher.userId, 'learner.viewed', { userId: ada.userId }],
  ])
})

test('nobody looks through another’s eyes but staff of the class, at its learners alone', async () => {
  const { teacher, helper, ada, bo, id } = await makeStory()
  const other = await makePerson(database, 'Other', 'instructor')
  const { id: otherClass } = await makeClass(database, { members: [[other, 'instructor']], slugs: [first] })
  await expect(getLearnerClass(context(), bo, id, ada.userId)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getLearnerClass(context(), ada, id, ada.userId)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getLearnerClass(context(), other, id, ada.userId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(getLearnerClass(context(), other, otherClass, ada.userId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(getLearnerClass(context(), teacher, id, helper.userId)).rejects.toMatchObject({ code: 'not-found' })
  await expect(getLearnerClass(context(), teacher, id, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
  await expect(getLearnerClass(context(), teacher, id)).rejects.toMatchObject({ code: 'not-found' })
})

type Assignment = Awaited<ReturnType<typeof getClassroom>>['assignments'][number]

async function settle(teacher: Actor, assignment: Assignment | undefined, change: Partial<Assignment>): Promise<void> {
  if (assignment === undefined) throw new Error('the class has such an assignment')
  const { id, slug: _slug, ...settings } = assignment
  await changeAssignment(context(), teacher, id, { ...settings, ...change })
}

function at(fromNowMs: number): string {
  return new Date(Date.now() + fromNowMs).toISOString()
}

async function grade(actor: Parameters<typeof makeSubmission>[1], score: number): Promise<string> {
  const { id } = await makeSubmission(database, actor)
  const verdict = makeVerdict({ kind: score === 1 ? 'passed' : 'failed', score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [helper, ada, bo] = [
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
  ]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
    slugs: [first, second],
  })
  const { assignments } = await getClassroom(context(), teacher, id)
  return { teacher, helper, ada, bo, id, assignments }
}
