import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { grantExtension } from '../../server/assignments/assignments.ts'
import { changeClassroom } from '../../server/classes/classrooms.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { getGradebookCell } from '../../server/gradebook/gradebook-cell.ts'
import { getInsight } from '../../server/insight/insight.ts'
import { getRegrades } from '../../server/regrades/regrades.ts'
import { getSubmissionReview } from '../../server/submissions/submission-review.ts'
import { getSubmission } from '../../server/submissions/submissions.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import { saveDraft } from '../../store/submissions/drafts.ts'
import { listLatelyEdited, listLatelySubmitted } from '../../store/live/live-class.ts'
import { listLearnersElsewhere } from '../../store/regrades/regrades.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('what came before the archiving counts whenever it is judged; what comes after, only once it is reopened', async () => {
  const { id, teacher, ada, assignmentId } = await makeStory()
  await send(ada, 'failed', 0.5)
  const { id: waiting } = await makeSubmission(database, ada)
  // More time than the class has.
  const dueAt = new Date(Date.now() + 3600_000).toISOString()
  await grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt, extraAttempts: 5 })
  await changeClassroom(context(), teacher, id, { archived: true })
  expect(await adas(teacher, id)).toMatchObject({ points: 5, waiting: 1, attempts: 1 })
  await send(ada, 'passed', 1)
  await makeSubmission(database, ada)
  await judge(waiting, 'failed', 0.75)
  expect(await adas(teacher, id)).toMatchObject({ points: 7.5, waiting: 0, attempts: 2 })
  const cell = await getGradebookCell(context(), teacher, id, { assignmentId, userId: ada.userId })
  expect(cell).toMatchObject({ grade: { kind: 'failed', ignored: 0, waiting: 0, attempts: 2 } })
  expect(cell.submissions).toHaveLength(2)

  await changeClassroom(context(), teacher, id, { archived: false })
  expect(await adas(teacher, id)).toMatchObject({ points: 10, waiting: 1, attempts: 3 })
})

test('who sends something for the first time after the archiving has no grade there', async () => {
  const { id, teacher, ada, assignmentId } = await makeStory()
  await changeClassroom(context(), teacher, id, { archived: true })
  await send(ada, 'passed', 1)
  expect(await adas(teacher, id)).toBeNull()
  expect((await getGradebookCell(context(), teacher, id, { assignmentId, userId: ada.userId })).grade).toBeNull()
  await changeClassroom(context(), teacher, id, { archived: false })
  expect(await adas(teacher, id)).toMatchObject({ points: 10 })
})

test('staff of an archived class read nothing that came later; its learner does, as work of no class', async () => {
  const { id, teacher, helper, ada } = await makeStory()
  const before = await send(ada, 'failed', 0.5)
  await changeClassroom(context(), teacher, id, { archived: true })
  const later = await send(ada, 'failed', 0, 'adds')
  for (const actor of [teacher, helper]) {
    expect(await getSubmission(context(), actor, before)).toMatchObject({ id: before })
    expect((await getSubmissionReview(context(), actor, before)).inClass).toMatchObject({
      grade: { points: 5, attempts: 1 },
      history: [{ submissionId: before, attempt: 1 }],
    })
    await expect(getSubmission(context(), actor, later)).rejects.toMatchObject({ code: 'not-found' })
    await expect(getSubmissionReview(context(), actor, later, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect(await getSubmission(context(), ada, later)).toMatchObject({ owner: { mine: true } })
  expect(await getSubmissionReview(context(), ada, later)).toMatchObject({ classes: [], inClass: null })
  expect((await getInsight(context(), teacher, id)).exercises).toMatchObject([{ misconceptions: [] }])
  expect(await getRegrades(context(), teacher, id)).toMatchObject({ outdated: [{ submissions: 1 }] })
  const lately = await listLatelySubmitted(database, { classroomId: id, since: new Date(Date.now() - 3600_000) })
  expect(lately.flatMap(({ submissions }) => submissions.map((one) => one.id))).toEqual([before])

  await changeClassroom(context(), teacher, id, { archived: false })
  expect(await getSubmission(context(), teacher, later)).toMatchObject({ id: later })
  expect((await getInsight(context(), teacher, id)).exercises).toMatchObject([
    { misconceptions: [{ id: 'adds', learners: 1 }] },
  ])
})

test('the board of an archived class knows neither what is written nor what is passed later', async () => {
  const { id, teacher, ada } = await makeStory()
  const where = { classroomId: id, since: new Date(Date.now() - 3600_000) }
  const board = async () => ({
    passed: (await listLatelySubmitted(database, where)).map(({ passed }) => passed),
    edited: (await listLatelyEdited(database, where)).length,
  })
  await send(ada, 'failed', 0)
  await changeClassroom(context(), teacher, id, { archived: true })
  await saveDraft(database, { userId: ada.userId, slug: first, source: 'x', baseVersion: 0 })
  await send(ada, 'passed', 1)
  expect(await board()).toEqual({ passed: [false], edited: 0 })
  await changeClassroom(context(), teacher, id, { archived: false })
  expect(await board()).toEqual({ passed: [true], edited: 1 })
})

test('a regrade elsewhere spares what an archived class of somebody else counts, and nothing that it does not', async () => {
  const { id, teacher, ada } = await makeStory()
  const bo = await makePerson(database, 'Bo')
  const other = await makePerson(database, 'Other', 'instructor')
  const archived = await makeClass(database, {
    members: [
      [other, 'instructor'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
    slugs: [first],
  })
  await send(ada, 'passed', 1)
  await changeClassroom(context(), other, archived.id, { archived: true })
  await send(bo, 'passed', 1)
  const where = { userIds: [ada.userId, bo.userId], slug: first, classroomId: id }
  expect(await listLearnersElsewhere(database, { ...where, instructorId: teacher.userId })).toEqual([ada.userId])
  expect(await listLearnersElsewhere(database, { ...where, instructorId: other.userId })).toEqual([])
})

async function makeStory() {
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
    dueAt: new Date(Date.now() + 60_000),
  })
  const [assignment] = await listAssignments(database, id)
  return { id, teacher, helper, ada, assignmentId: assignment?.id ?? '' }
}

async function send(actor: Actor, kind: VerdictKind, score: number, misconception: string | null = null) {
  const { id } = await makeSubmission(database, actor)
  await judge(id, kind, score, misconception)
  return id
}

async function judge(submissionId: string, kind: VerdictKind, score: number, misconception: string | null = null) {
  const verdict = makeVerdict({ kind, score, misconception })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict, drawId: null })
}

/** Of the one learner of the story, for its one assignment. */
async function adas(teacher: Actor, id: string) {
  return unpackGradebook(await getGradebook(context(), teacher, id)).rows[0]?.cells[0]
}
