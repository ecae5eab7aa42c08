import { expect, test } from 'vitest'
import { changeAssignment, grantExtension } from '../../server/assignments/assignments.ts'
import { getClassroom } from '../../server/classes/classrooms.ts'
import { addComment } from '../../server/submissions/comments.ts'
import { overrideGrade } from '../../server/assignments/overrides.ts'
import { getSubmissionReview } from '../../server/submissions/submission-review.ts'
import type { Actor, EnrolmentRole } from '../../course/accounts/access.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('staff see who it is, what counts, and every attempt with its verdict', async () => {
  const { teacher, ada, classroomId, assignmentId } = await makeStory()
  const failed = await grade(ada, 'failed', 0.5)
  const invalid = await grade(ada, 'invalid', 0)
  const passed = await grade(ada, 'passed', 1)
  await addComment(context(), teacher, failed, { classroomId, line: 1, text: 'Look here.' })
  const { classes, inClass } = await getSubmissionReview(context(), teacher, failed)
  expect(classes).toEqual([{ id: classroomId, name: 'Class' }])
  expect(inClass).toMatchObject({
    id: classroomId,
    mayComment: true,
    mayOverride: true,
    learner: { id: ada.userId, name: 'Ada', email: ada.email, studentId: null },
    assignment: { id: assignmentId, points: 10, attemptLimit: null, extended: false },
    grade: { points: 10, attempts: 2, countsThis: false },
    override: null,
    standing: { attempt: 1, timeliness: 'on-time' },
    comments: [{ text: 'Look here.' }],
  })
  expect(
    inClass?.history.map(({ submissionId, kind, attempt, comments }) => [submissionId, kind, attempt, comments]),
  ).toEqual([
    [failed, 'failed', 1, 1],
    [invalid, 'invalid', null, 0],
    [passed, 'passed', 2, 0],
  ])
  expect((await getSubmissionReview(context(), teacher, passed)).inClass?.grade.countsThis).toBe(true)
})

test('an override stands beside the verdict, with its reason and who gave it, for staff and for the learner', async () => {
  const { teacher, helper, ada, assignmentId } = await makeStory()
  const id = await grade(ada, 'failed', 0.5)
  await overrideGrade(context(), teacher, assignmentId, ada.userId, { points: 8, reason: 'Right idea.' })
  for (const reader of [teacher, helper, ada]) {
    expect((await getSubmissionReview(context(), reader, id)).inClass).toMatchObject({
      grade: { points: 5 },
      override: { points: 8, reason: 'Right idea.', by: 'Teacher', at: expect.any(String) },
      mayOverride: reader === teacher,
    })
  }
})

test('the learner sees their class and grade, and neither an address nor other learners', async () => {
  const { ada, bo } = await makeStory()
  const id = await grade(ada, 'failed', 0.5)
  await grade(bo, 'passed', 1)
  expect((await getSubmissionReview(context(), ada, id)).inClass).toMatchObject({
    learner: null,
    neighbours: null,
    mayComment: true,
  })
})

test('the way leads to learners before and after who have sent something', async () => {
  const { teacher, ada, bo, cy } = await makeStory()
  const [ofAda, ofCy] = [await grade(ada, 'failed', 0.5), await grade(cy, 'passed', 1)]
  const neighbours = async (id: string) => (await getSubmissionReview(context(), teacher, id)).inClass?.neighbours
  expect(await neighbours(ofAda)).toEqual({ previous: null, next: { submissionId: ofCy, name: 'Cy' } })
  const { id: ofBo } = await makeSubmission(database, bo)
  expect(await neighbours(ofAda)).toMatchObject({ next: { submissionId: ofBo } })
  expect(await neighbours(ofCy)).toMatchObject({ previous: { submissionId: ofBo }, next: null })
})

test('lateness and the limit of attempts are those of the class, with the learner’s own extension', async () => {
  const { teacher, ada, classroomId, assignmentId } = await makeStory()
  const assignment = (await getClassroom(context(), teacher, classroomId)).assignments[0]
  if (assignment === undefined) throw new Error('the class has an assignment')
  const { id: _id, slug: _slug, ...settings } = assignment
  await changeAssignment(context(), teacher, assignmentId, {
    ...settings,
    dueAt: new Date(Date.now() - 30 * 3600_000).toISOString(),
    attemptLimit: 1,
  })
  await grade(ada, 'failed', 0.5)
  const id = await grade(ada, 'passed', 1)
  expect((await getSubmissionReview(context(), teacher, id)).inClass).toMatchObject({
    standing: { timeliness: 'late', lateDays: 2, attempt: 2, beyondLimit: true },
    assignment: { attemptLimit: 1, extended: false },
  })
  const tomorrow = new Date(Date.now() + 24 * 3600_000).toISOString()
  await grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt: tomorrow, extraAttempts: 1 })
  expect((await getSubmissionReview(context(), teacher, id)).inClass).toMatchObject({
    standing: { timeliness: 'on-time', lateDays: 0, attempt: 2, beyondLimit: false },
    assignment: { attemptLimit: 2, extended: true, dueAt: tomorrow },
  })
})

test('who teaches the learner twice chooses the class, and no other class can be chosen', async () => {
  const { teacher, ada, classroomId } = await makeStory()
  const { id: newer } = await makeClass(database, {
    members: [member(teacher, 'instructor'), member(ada)],
    slugs: [first],
  })
  const other = await makePerson(database, 'Other', 'instructor')
  const { id: foreign } = await makeClass(database, {
    members: [member(other, 'instructor'), member(ada)],
    slugs: [first],
  })
  const id = await grade(ada, 'passed', 1)
  const chosen = async (reader: Actor, classId?: string) =>
    (await getSubmissionReview(context(), reader, id, classId)).inClass?.id
  expect(await chosen(teacher)).toBe(newer)
  expect(await chosen(teacher, classroomId)).toBe(classroomId)
  expect(await chosen(teacher, foreign)).toBe(newer)
  expect((await getSubmissionReview(context(), teacher, id)).classes.map((one) => one.id)).toEqual([newer, classroomId])
  expect((await getSubmissionReview(context(), ada, id)).classes).toHaveLength(3)
})

test('a stranger and a classmate find nothing; work for no class has no class', async () => {
  const { bo, ada } = await makeStory()
  const id = await grade(ada, 'passed', 1)
  for (const reader of [bo, await makePerson(database, 'Eve', 'admin')]) {
    await expect(getSubmissionReview(context(), reader, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  const alone = await makePerson(database, 'Alone')
  expect(await getSubmissionReview(context(), alone, await grade(alone, 'passed', 1))).toEqual({
    classes: [],
    inClass: null,
  })
})

function member(actor: Actor, role: EnrolmentRole = 'learner'): [Actor, EnrolmentRole] {
  return [actor, role]
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [helper, ada, bo, cy] = [
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
    await makePerson(database, 'Cy'),
  ]
  const { id: classroomId } = await makeClass(database, {
    members: [member(teacher, 'instructor'), member(helper, 'assistant'), member(cy), member(ada), member(bo)],
    slugs: [first],
  })
  const assignmentId = (await getClassroom(context(), teacher, classroomId)).assignments[0]?.id ?? ''
  return { teacher, helper, ada, bo, cy, classroomId, assignmentId }
}

async function grade(actor: Actor, kind: VerdictKind, score: number): Promise<string> {
  const { id } = await makeSubmission(database, actor)
  const verdict = makeVerdict({ kind, score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}
