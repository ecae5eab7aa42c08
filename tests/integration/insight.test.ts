import { expect, test } from 'vitest'
import { getClassroom } from '../../server/classes/classrooms.ts'
import { getInsight, listLearnersBehind } from '../../server/insight/insight.ts'
import type { Actor } from '../../course/accounts/access.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { saveDraft } from '../../store/submissions/drafts.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('numbers are those of the class’s learners, and each leads to who is behind it', async () => {
  const { teacher, learners, id, assignmentId } = await makeStory()
  const [ada, bo, cy] = learners
  await grade(ada, { kind: 'failed', misconception: 'adds' })
  await grade(ada, { kind: 'failed', misconception: 'adds' })
  await grade(ada, { kind: 'passed' })
  await grade(bo, { kind: 'failed', misconception: 'adds', score: 0.5 })
  await grade(await makePerson(database, 'Outside'), { kind: 'failed', misconception: 'adds' })
  await grade(teacher, { kind: 'passed' })

  const { learners: count, exercises } = await getInsight(context(), teacher, id)
  expect(count).toBe(3)
  expect(exercises.map(({ slug }) => slug)).toEqual([first, second])
  expect(exercises[0]).toMatchObject({
    assignmentId,
    insight: {
      learners: 3,
      tried: 2,
      passed: 1,
      passRate: 1 / 3,
      attempts: { median: 2 },
      points: { median: 7.5 },
      few: true,
    },
    misconceptions: [{ id: 'adds', learners: 2 }],
  })
  expect(exercises[1]?.insight).toMatchObject({ tried: 0, passRate: 0 })

  const behind = async (by: string, value: string) =>
    (await listLearnersBehind(context(), teacher, id, { assignmentId, by, value })).learners.map(({ name }) => name)
  expect(await behind('standing', 'tried')).toEqual([ada.displayName, bo.displayName])
  expect(await behind('standing', 'passed')).toEqual([ada.displayName])
  expect(await behind('standing', 'not-tried')).toEqual([cy.displayName])
  expect(await behind('attempts', '2')).toEqual([ada.displayName])
  expect(await behind('misconception', 'adds')).toEqual([ada.displayName, bo.displayName])
  expect(await behind('misconception', 'other')).toEqual([])
})

test('a wrong idea that a later verdict no longer finds is not counted', async () => {
  const { teacher, learners, id } = await makeStory()
  const { id: submissionId } = await makeSubmission(database, learners[0], { slug: first })
  const judged = async (graderRevision: string, verdict: Partial<Verdict>) =>
    recordVerdict(database, { submissionId, graderRevision, verdict: makeVerdict(verdict), drawId: null })
  await judged('g1', { kind: 'failed', misconception: 'adds' })
  expect((await getInsight(context(), teacher, id)).exercises[0]?.misconceptions).toEqual([{ id: 'adds', learners: 1 }])
  await judged('g2', { kind: 'passed' })
  expect((await getInsight(context(), teacher, id)).exercises[0]?.misconceptions).toEqual([])
})

test('the time to a pass begins with the first edit, where that was before the first submission', async () => {
  const { teacher, learners, id } = await makeStory()
  const [ada, bo] = learners
  await saveDraft(database, { userId: ada.userId, slug: first, source: 'x', baseVersion: 0 })
  await database.$executeRaw`UPDATE drafts SET created_at = created_at - interval '30 minutes'`
  await grade(ada, { kind: 'passed' })
  expect((await getInsight(context(), teacher, id)).exercises[0]?.insight.minutes?.median).toBeCloseTo(30, 0)
  await grade(bo, { kind: 'passed' })
  expect((await getInsight(context(), teacher, id)).exercises[0]?.insight.minutes?.median).toBeCloseTo(15, 0)
})

test('discrimination compares passing with the other exercises', async () => {
  const learners = []
  for (let index = 0; index < 10; index += 1) learners.push(await makePerson(database, `Learner ${index}`))
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, {
    members: [[teacher, 'instructor'], ...learners.map((learner): [Actor, 'learner'] => [learner, 'learner'])],
    slugs: [first, second],
  })
  for (const [index, learner] of learners.entries()) {
    await grade(learner, index < 4 ? { kind: 'failed', score: 0 } : { kind: 'passed' })
    await grade(learner, { kind: 'failed', score: (index + 1) / 10 }, second)
  }
  const [one, two] = (await getInsight(context(), teacher, id)).exercises
  expect(one?.insight.discrimination).toBeCloseTo(0.8528, 4)
  expect(one?.insight.few).toBe(false)
  // Nobody passed the second one.
  expect(two?.insight.discrimination).toBeNull()
})

test('learners may not see it, strangers and other classes do not find it', async () => {
  const { learners, id, assignmentId } = await makeStory()
  const other = await makePerson(database, 'Other', 'instructor')
  const { id: otherClass } = await makeClass(database, { members: [[other, 'instructor']], slugs: [first] })
  const request = { assignmentId, by: 'standing', value: 'tried' }
  await expect(getInsight(context(), learners[0], id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(listLearnersBehind(context(), learners[0], id, request)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getInsight(context(), other, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(listLearnersBehind(context(), other, otherClass, request)).rejects.toMatchObject({ code: 'not-found' })
})

async function grade(actor: Actor, verdict: Partial<Verdict>, slug = first): Promise<void> {
  const { id } = await makeSubmission(database, actor, { slug })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict: makeVerdict(verdict), drawId: null })
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const learners = [
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
    await makePerson(database, 'Cy'),
  ] as const
  const { id } = await makeClass(database, {
    members: [[teacher, 'instructor'], ...learners.map((learner): [Actor, 'learner'] => [learner, 'learner'])],
    slugs: [first, second],
  })
  const assignmentId = (await getClassroom(context(), teacher, id)).assignments[0]?.id ?? ''
  return { teacher, learners, id, assignmentId }
}
