import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { exportOwnAccount } from '../../server/accounts/account-export.ts'
import { getClassLog } from '../../server/classes/class-log.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { listOwnNotices } from '../../server/notices/notices.ts'
import { changePerson } from '../../server/classes/people.ts'
import { commitRegrade, discardRegrade, getRegrade, getRegrades, startRegrade } from '../../server/regrades/regrades.ts'
import { getSubmission } from '../../server/submissions/submissions.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { keepDraw } from '../../store/exercises/draws.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { listNotices } from '../../store/notices/notices.ts'
import { turnIntoPseudonym } from '../../store/accounts/personal-records.ts'
import { findRegrading, recordRegrading } from '../../store/regrades/regrades.ts'
import { listVerdicts, recordVerdict } from '../../store/submissions/verdicts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'
import { betweenLookAndDeed } from './under-way.ts'

const { database } = useContext()
const runtime = { tfjsVersion: '4', browserVersion: '1' }

/** Ada passed and Bo failed, both by an earlier revision; the exercise has changed since. */
async function makeOutdated() {
  const [teacher, helper, ada, bo] = [
    await makePerson(database, 'Teacher', 'instructor'),
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
    slugs: [first],
  })
  return { teacher, helper, id, ada, bo, adas: await grade(ada, 'passed', 1), bos: await grade(bo, 'failed', 0.25) }
}

async function grade(actor: Actor, kind: 'passed' | 'failed', score: number): Promise<string> {
  const { id } = await makeSubmission(database, actor, { slug: first, revision: 'an earlier one' })
  const verdict = makeVerdict({ kind, score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}

async function regradeAs(regradeId: string, submissionId: string, kind: VerdictKind, score: number) {
  const regrading = await findRegrading(database, { regradeId, submissionId })
  if (regrading === undefined) throw new Error('there is such an item')
  const { revisionId } = regrading
  const drawId = await keepDraw(database, { revisionId, seed: 9, backend: 'wasm', draw: { x: 1 }, reference: {} })
  const verdict = makeVerdict({ kind, score })
  await recordRegrading(database, { regradeId, submissionId, graderRevision: 'g1', verdict, drawId, runtime })
  return drawId
}

async function start(teacher: Actor, id: string): Promise<string> {
  return (await startRegrade(context(), teacher, id, { slug: first, reason: 'a bound was too tight' })).id
}

/** What is shown now, at once. */
async function commitSeen(teacher: Actor, id: string, regradeId: string, { fallsToo }: { fallsToo: boolean }) {
  const { fingerprint } = await getRegrade(context(), teacher, id, regradeId)
  return commitRegrade(context(), teacher, id, regradeId, { fallsToo, fingerprint })
}

const points = async (teacher: Actor, id: string) =>
  unpackGradebook(await getGradebook(context(), teacher, id)).rows.map(({ total }) => total)

test('what was judged by an earlier revision is found, graded by the new one, and changes nothing yet', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  expect(await getRegrades(context(), teacher, id)).toMatchObject({
    outdated: [{ slug: first, submissions: 2, learners: 2 }],
  })
  const regradeId = await start(teacher, id)
  const job = await findRegrading(database, { regradeId, submissionId: bos })
  const current = await context().course.findExercise(first)
  expect(job).toMatchObject({ revision: current?.revision, source: 'export const scale = 1' })
  await regradeAs(regradeId, adas, 'failed', 0.5)
  expect(await getRegrade(context(), teacher, id, regradeId)).toMatchObject({
    standing: 'grading',
    graded: 1,
  })
  await expect(commitSeen(teacher, id, regradeId, { fallsToo: true })).rejects.toMatchObject({ code: 'out-of-date' })
  await regradeAs(regradeId, bos, 'passed', 1)
  expect(await getRegrade(context(), teacher, id, regradeId)).toMatchObject({
    standing: 'ready',
    learners: [
      { name: 'Ada', from: 10, to: 10, lowest: 5 },
      { name: 'Bo', from: 2.5, to: 10 },
    ],
  })
  expect(await points(teacher, id)).toEqual([10, 2.5])
})

test('committed, what rises counts; no score falls without an explicit yes; the old verdict stays', async () => {
  const { teacher, id, ada, bo, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  const drawId = await regradeAs(regradeId, bos, 'passed', 1)
  expect(await commitSeen(teacher, id, regradeId, { fallsToo: false })).toEqual({ learners: 1, submissions: 1 })
  expect(await points(teacher, id)).toEqual([10, 10])
  expect((await listVerdicts(database, bos)).map(({ verdict }) => verdict.kind)).toEqual(['passed', 'failed'])
  expect((await listVerdicts(database, adas)).map(({ verdict }) => verdict.kind)).toEqual(['passed'])
  // What its owner may see now, nobody meets any more.
  expect(await getSubmission(context(), bo, bos)).toMatchObject({ draw: { standing: 'retired', seed: 9 } })
  expect((await database.draw.findUnique({ where: { id: drawId } }))?.retiredAt).not.toBeNull()
  expect(await listNotices(database, bo.userId, 5)).toMatchObject([
    { kind: 'regraded', details: { slug: first, from: 2.5, to: 10 } },
  ])
  expect(await listNotices(database, ada.userId, 5)).toEqual([])
  await expect(commitSeen(teacher, id, regradeId, { fallsToo: true })).rejects.toMatchObject({ code: 'out-of-date' })
})

test('of a learner who sent two each gets its verdict, with the misconception that it shows', async () => {
  const { teacher, id, bo, adas, bos } = await makeOutdated()
  const again = await grade(bo, 'failed', 0.25)
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'passed', 1)
  await regradeAs(regradeId, bos, 'failed', 0.5)
  const verdict = makeVerdict({ kind: 'failed', score: 0.75, misconception: 'adds' })
  const record = { regradeId, graderRevision: 'g1', drawId: null, runtime }
  await recordRegrading(database, { ...record, submissionId: again, verdict })
  expect(await commitSeen(teacher, id, regradeId, { fallsToo: false })).toMatchObject({ submissions: 3 })
  expect(await points(teacher, id)).toEqual([10, 7.5])
  expect((await listVerdicts(database, again))[0]?.verdict).toEqual(verdict)
  expect(await database.verdict.findMany({ where: { submissionId: { in: [bos, again] }, round: 1 } })).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ submissionId: bos, misconception: null }),
      expect.objectContaining({ submissionId: again, misconception: 'adds' }),
    ]),
  )
})

test('with an explicit yes a score falls, but not that of a learner whom another instructor’s class counts too', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const other = await makePerson(database, 'Other', 'instructor')
  const elsewhere = await makeClass(database, {
    members: [
      [other, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'failed', 0.1)
  await commitSeen(teacher, id, regradeId, { fallsToo: true })
  expect(await points(teacher, id)).toEqual([10, 1])
  expect(await points(other, elsewhere.id)).toEqual([10])
})

test('a regrade back to a revision that judged before is a verdict of its own', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  const revisions: string[] = []
  for (const [score, comment] of [
    [0.5, 'one'],
    [0.75, 'other'],
    [0.8, 'one'],
  ] as const) {
    revisions.push(await edit(comment))
    const regradeId = await start(teacher, id)
    await regradeAs(regradeId, adas, 'passed', 1)
    await regradeAs(regradeId, bos, 'failed', score)
    await commitSeen(teacher, id, regradeId, { fallsToo: false })
    expect(await points(teacher, id)).toEqual([10, score * 10])
  }
  expect(revisions[2]).toBe(revisions[0])
  expect((await listVerdicts(database, bos)).map(({ verdict }) => verdict.score)).toEqual([0.8, 0.75, 0.5, 0.25])
})

test('discarded, nothing changes and what waited is not graded; who may not regrade is refused', async () => {
  const { teacher, helper, ada, id, bos } = await makeOutdated()
  for (const actor of [helper, ada]) {
    await expect(getRegrades(context(), actor, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(start(actor, id)).rejects.toMatchObject({ code: 'forbidden' })
  }
  const regradeId = await start(teacher, id)
  await discardRegrade(context(), teacher, id, regradeId)
  expect(await findRegrading(database, { regradeId, submissionId: bos })).toBeUndefined()
  await expect(commitSeen(teacher, id, regradeId, { fallsToo: false })).rejects.toMatchObject({
    code: 'out-of-date',
  })
  const other = await makeOutdated()
  await expect(getRegrade(context(), other.teacher, other.id, regradeId)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('what is up to date has nothing to grade again', async () => {
  const { teacher, id, ada } = await makeOutdated()
  await database.submission.deleteMany()
  const exercise = await context().course.findExercise(first)
  if (exercise === undefined) throw new Error('the course has it')
  const revisionId = await keepRevision(database, exercise)
  const { id: submissionId } = await makeSubmission(database, ada, { slug: first, revision: exercise.revision })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  expect(revisionId).not.toBe('')
  expect(await getRegrades(context(), teacher, id)).toMatchObject({ outdated: [] })
  await expect(start(teacher, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('a regrade by a revision that the exercise has no more cannot be committed; starting anew discards it', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  const old = await start(teacher, id)
  for (const submissionId of [adas, bos]) await regradeAs(old, submissionId, 'passed', 1)
  await edit(`superseded ${old}`)
  expect(await getRegrade(context(), teacher, id, old)).toMatchObject({ standing: 'ready', superseded: true })
  await expect(commitSeen(teacher, id, old, { fallsToo: false })).rejects.toMatchObject({ code: 'exercise-changed' })
  expect(await points(teacher, id)).toEqual([10, 2.5])
  const fresh = await start(teacher, id)
  expect(await getRegrade(context(), teacher, id, old)).toMatchObject({ standing: 'discarded', learners: [] })
  expect(await getRegrade(context(), teacher, id, fresh)).toMatchObject({ standing: 'grading', superseded: false })
})

test('who starts one that is open already is led to it, also of two at once', async () => {
  const { teacher, id } = await makeOutdated()
  const started = await Promise.all([start(teacher, id), start(teacher, id)])
  expect(new Set([...started, await start(teacher, id)]).size).toBe(1)
  expect(await database.regrade.count({ where: { classroomId: id } })).toBe(1)
})

test('only what was shown is committed', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  const { fingerprint } = await getRegrade(context(), teacher, id, regradeId)
  await database.assignment.updateMany({ where: { classroomId: id }, data: { points: 20 } })
  await expect(commitRegrade(context(), teacher, id, regradeId, { fallsToo: true, fingerprint })).rejects.toMatchObject(
    {
      code: 'out-of-date',
    },
  )
  expect(await listNotices(database, ada.userId, 5)).toEqual([])
  expect((await getRegrade(context(), teacher, id, regradeId)).fingerprint).not.toBe(fingerprint)
  expect(await commitSeen(teacher, id, regradeId, { fallsToo: true })).toEqual({ learners: 2, submissions: 2 })
})

test('a learner whom another instructor’s class counts too is not said to fall', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const other = await makePerson(database, 'Other', 'instructor')
  await makeClass(database, {
    members: [
      [other, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'failed', 0.1)
  const seen = await getRegrade(context(), teacher, id, regradeId)
  expect(seen.learners).toMatchObject([
    { name: 'Ada', elsewhere: true, direction: 'stays' },
    { name: 'Bo', elsewhere: false, direction: 'falls', lowest: 1 },
  ])
})

test('a verdict that a commit kept is decided: its regrade is not offered again until the exercise changes', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  await commitSeen(teacher, id, regradeId, { fallsToo: false })
  expect(await getRegrades(context(), teacher, id)).toMatchObject({ outdated: [] })
  await expect(start(teacher, id)).rejects.toMatchObject({ code: 'not-found' })
  await edit(`kept ${regradeId}`)
  expect(await getRegrades(context(), teacher, id)).toMatchObject({ outdated: [{ submissions: 2 }] })
})

test('what could not be graded again is offered again', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'broken', 0)
  await regradeAs(regradeId, bos, 'passed', 1)
  await commitSeen(teacher, id, regradeId, { fallsToo: false })
  expect(await getRegrades(context(), teacher, id)).toMatchObject({ outdated: [{ submissions: 1 }] })
})

test('who changed from what to what is still seen after the commit, told to them and counted in the log', async () => {
  const { teacher, id, bo, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  await commitSeen(teacher, id, regradeId, { fallsToo: true })
  await database.assignment.updateMany({ where: { classroomId: id }, data: { points: 20 } })
  expect(await getRegrade(context(), teacher, id, regradeId)).toMatchObject({
    standing: 'committed',
    superseded: false,
    learners: [
      { name: 'Ada', from: 10, to: 5, direction: 'falls', why: [] },
      { name: 'Bo', from: 2.5, to: 10, direction: 'rises' },
    ],
  })
  expect(await listOwnNotices(context(), bo, 'en')).toMatchObject([
    { wording: 'regraded-points', values: { from: 2.5, points: 10 } },
  ])
  const { entries } = await getClassLog(context(), teacher, id)
  expect(entries[0]).toMatchObject({ action: 'regrade.committed', details: { learners: 2, fell: 1 } })
})

test('what a regrade made of points is in the learner’s export, and goes with a class that keeps nothing of them', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  await commitSeen(teacher, id, regradeId, { fallsToo: true })
  let text = ''
  for await (const piece of await exportOwnAccount(context(), ada)) text += piece
  expect(JSON.parse(text)).toMatchObject({ regrades: [{ class: 'Class', exercise: first, from: 10, to: 5 }] })
  const forget = { userId: ada.userId, displayName: 'Former', now: new Date(), keptSlugs: [first], source: '' }
  const turn = (keptClassroomIds: string[]) =>
    inTransaction(database, (transaction) =>
      turnIntoPseudonym(transaction, { ...forget, keptClassroomIds, rewrite: (verdict) => verdict }),
    )
  await turn([id])
  expect((await getRegrade(context(), teacher, id, regradeId)).learners.map(({ name }) => name)).toEqual([
    'Bo',
    'Former',
  ])
  await turn([])
  expect((await getRegrade(context(), teacher, id, regradeId)).learners.map(({ name }) => name)).toEqual(['Bo'])
})

/** The author gives the starter another last line. @returns the revision that the course serves then */
async function edit(comment: string): Promise<string> {
  const { course, environment } = context()
  const before = (await course.findExercise(first))?.revision ?? ''
  const file = path.join(environment.COURSE_FOLDER, 'exercises', first, 'starter.ts')
  await writeFile(file, `export const scale = (x: number): number => x // ${comment}\n`)
  await expect
    .poll(async () => (await course.findExercise(first))?.revision, { timeout: 10_000, interval: 100 })
    .not.toBe(before)
  return (await course.findExercise(first))?.revision ?? ''
}

test('who is no longer in the class is neither looked at nor changed nor told', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  await changePerson(context(), teacher, id, ada.userId, { removed: true })
  expect((await getRegrade(context(), teacher, id, regradeId)).learners).toMatchObject([{ name: 'Bo' }])
  expect(await commitSeen(teacher, id, regradeId, { fallsToo: true })).toEqual({ learners: 1, submissions: 1 })
  expect(await getSubmission(context(), ada, adas)).toMatchObject({ verdict: { kind: 'passed' } })
  expect(await listOwnNotices(context(), ada, 'en')).toEqual([])
})

test('what is being graded again just now is left out: its verdict is on its way', async () => {
  const { teacher, id, adas, bos } = await makeOutdated()
  const regradeId = await start(teacher, id)
  await regradeAs(regradeId, adas, 'failed', 0.5)
  await regradeAs(regradeId, bos, 'passed', 1)
  await database.submission.update({ where: { id: adas }, data: { state: 'queued' } })
  expect((await getRegrade(context(), teacher, id, regradeId)).learners).toMatchObject([{ name: 'Bo' }])
})

test('of two classes that commit at once for one learner, the second is shown what the first has made of it', async () => {
  const { teacher, id, ada, adas, bos } = await makeOutdated()
  const { id: other } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const [one, two] = [await start(teacher, id), await start(teacher, other)]
  await regradeAs(one, adas, 'failed', 0.7)
  await regradeAs(one, bos, 'passed', 1)
  await regradeAs(two, adas, 'failed', 0.6)
  const { fingerprint } = await getRegrade(context(), teacher, other, two)
  const outcome = await betweenLookAndDeed(database, ada.userId, {
    first: () => commitSeen(teacher, id, one, { fallsToo: true }),
    second: () => commitRegrade(context(), teacher, other, two, { fallsToo: false, fingerprint }),
  })
  expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'out-of-date' } })
  expect(await getSubmission(context(), ada, adas)).toMatchObject({ verdict: { score: 0.7 } })
})
