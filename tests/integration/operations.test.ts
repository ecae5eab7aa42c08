import { randomUUID } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { describeError } from '../../server/foundation/log-error.ts'
import { renderMetrics } from '../../server/operations/metrics.ts'
import { getOperations, requeueSubmission } from '../../server/operations/operations.ts'
import { startHeartbeat } from '../../grader-process/heartbeat.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { beat, listGraders, recordBrowserRestart } from '../../store/submissions/graders.ts'
import { openQueue } from '../../store/submissions/queue.ts'
import { createSubmission, findSubmission } from '../../store/submissions/submissions.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makePerson, makeSubmission, makeVerdict } from './people.ts'

const token = 'a token of the operator'
const { url, database } = useContext({ METRICS_TOKEN: token })
const mark = 'WHAT-ONLY-THE-LEARNER-WROTE'
const identity = { backend: 'wasm', concurrency: 2, graderRevision: 'g1', browserVersion: '147.0' }

test('nobody but an admin learns that there is such a page, or queues anything', async () => {
  const [ada, admin] = [await makePerson(database, 'Ada'), await makePerson(database, 'Admin', 'admin')]
  const id = await makeBroken(ada)
  for (const other of [ada, await makePerson(database, 'Teacher', 'instructor')]) {
    await expect(getOperations(context(), other)).rejects.toMatchObject({ code: 'not-found' })
    await expect(requeueSubmission(context(), other, id)).rejects.toMatchObject({ code: 'not-found' })
  }
  expect((await findSubmission(database, id))?.state).toBe('graded')
  expect((await getOperations(context(), admin)).stuck.map(({ submissionId }) => submissionId)).toContain(id)
})

test('an admin sees depth, age, verdicts, graders and restarts, and nothing that anybody wrote', async () => {
  const [ada, admin] = [await makePerson(database, 'Ada'), await makePerson(database, 'Admin', 'admin')]
  const before = await getOperations(context(), admin)
  const waiting = await enqueue(ada)
  const console = [{ level: 'log' as const, text: mark, line: 1 }]
  const verdict = makeVerdict({ kind: 'timed-out', console })
  const { id: judged } = await makeSubmission(database, ada, { source: mark })
  await recordVerdict(database, { submissionId: judged, graderRevision: 'g1', verdict, drawId: null })
  const { id: yesterday } = await makeSubmission(database, ada, { source: mark })
  await recordVerdict(database, { submissionId: yesterday, graderRevision: 'g1', verdict, drawId: null })
  await database.verdict.updateMany({
    where: { submissionId: yesterday },
    data: { createdAt: new Date(Date.now() - 3 * 3_600_000) },
  })
  const graderId = randomUUID()
  await beat(database, { id: graderId, name: 'machine:1', ...identity })
  await recordBrowserRestart(database, { graderName: 'machine:1', reason: 'it crashed' })

  const seen = await getOperations(context(), admin)
  expect(seen.queue).toMatchObject({ waiting: before.queue.waiting + 1, running: 0 })
  const { createdAt } = (await findSubmission(database, waiting)) ?? {}
  expect(seen.queue.oldestWaiting).toBe(createdAt?.toISOString())
  expect(seen.verdicts.find(({ kind }) => kind === 'timed-out')).toEqual({ kind: 'timed-out', lastHour: 1, lastDay: 2 })
  expect(seen.graders).toContainEqual(expect.objectContaining({ id: graderId, alive: true, ...identity }))
  expect(seen.restarts[0]).toMatchObject({ grader: 'machine:1', reason: 'it crashed' })
  expect(JSON.stringify(seen)).not.toContain(mark)
})

test('a broken submission is queued again once, is graded, and its queueing is in the audit log', async () => {
  const [ada, admin] = [await makePerson(database, 'Ada'), await makePerson(database, 'Admin', 'admin')]
  const id = await makeBroken(ada)
  const both = await Promise.allSettled([
    requeueSubmission(context(), admin, id),
    requeueSubmission(context(), admin, id),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect((await findSubmission(database, id))?.state).toBe('queued')
  expect(await listAuditEvents(database, { subject: `submission:${id}` }, 5)).toMatchObject([
    { actorId: admin.userId, action: 'submission.requeued' },
  ])

  const taken: string[] = []
  const worker = await openQueue(url, { role: 'worker', onError: fail })
  await worker.work({
    concurrency: 1,
    grade: async ({ submissionId }) => {
      taken.push(submissionId)
      await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
    },
    giveUp: async () => undefined,
  })
  await vi.waitFor(() => expect(taken).toContain(id), 10_000)
  await worker.close()
  expect(taken.filter((one) => one === id)).toHaveLength(1)
  expect(await findSubmission(database, id)).toMatchObject({ state: 'graded', verdict: { kind: 'passed' } })
  await expect(requeueSubmission(context(), admin, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('one that breaks again after it was queued again does not wait for ever, and tells the new reason', async () => {
  const [ada, admin] = [await makePerson(database, 'Ada'), await makePerson(database, 'Admin', 'admin')]
  const id = await makeBroken(ada)
  await requeueSubmission(context(), admin, id)
  await giveUp(id, 'the disk is full')
  expect((await findSubmission(database, id))?.state).toBe('graded')
  expect((await getOperations(context(), admin)).stuck.find(({ submissionId }) => submissionId === id)).toMatchObject({
    standing: 'broken',
    reason: 'the disk is full',
  })
})

test('a submission whose job is gone is told, and can be queued again', async () => {
  const [ada, admin] = [await makePerson(database, 'Ada'), await makePerson(database, 'Admin', 'admin')]
  const id = await enqueue(ada)
  const standing = async () =>
    (await getOperations(context(), admin)).stuck.find(({ submissionId }) => submissionId === id)
  expect(await standing()).toBeUndefined()
  await expect(requeueSubmission(context(), admin, id)).rejects.toMatchObject({ code: 'not-found' })
  await database.$executeRaw`DELETE FROM pgboss.job WHERE data->>'submissionId' = ${id}`
  expect(await standing()).toMatchObject({ standing: 'stranded' })
  await requeueSubmission(context(), admin, id)
  expect(await standing()).toBeUndefined()
})

test('a grader that beats is alive, one that went silent is not, and one that stopped leaves no row', async () => {
  const heartbeat = await startHeartbeat({ database, grader: identity, onError: fail })
  const { id } = heartbeat.grader
  const find = async () => (await listGraders(database)).find((one) => one.id === id)
  expect(await find()).toMatchObject({ alive: true, ...identity })
  await database.$executeRaw`UPDATE graders SET last_seen_at = now() - interval '31 seconds' WHERE id = ${id}::uuid`
  expect(await find()).toMatchObject({ alive: false })
  await beat(database, heartbeat.grader)
  expect(await find()).toMatchObject({ alive: true })
  await heartbeat.stop()
  expect(await find()).toBeUndefined()
})

test('the metrics open with the operator’s token and with nothing else', async () => {
  const { text } = await renderMetrics(context(), `Bearer ${token}`)
  for (const name of ['gym_queue_jobs', 'gym_queue_oldest_waiting_seconds', 'gym_verdicts_last_hour'])
    expect(text).toContain(`# TYPE ${name} gauge`)
  expect(text).toMatch(/gym_verdicts_last_hour\{kind="timed-out"\} \d/)
  expect(text).toMatch(/process_resident_memory_bytes \d{6,}/)
  for (const wrong of [null, '', 'Bearer ', `Bearer ${token}x`, `bearer ${token}`, token]) {
    await expect(renderMetrics(context(), wrong)).rejects.toMatchObject({ code: 'not-found' })
  }
  const { environment } = context()
  delete environment.METRICS_TOKEN
  await expect(renderMetrics(context(), 'Bearer undefined')).rejects.toMatchObject({ code: 'not-found' })
})

test('a query that fails over what a learner wrote is logged without it', async () => {
  const error: unknown = await database.$executeRaw`SELECT ${mark}::text::uuid`.catch((cause: unknown) => cause)
  // PostgreSQL quotes it: this is what would have been printed.
  expect(inspect(error, { depth: 10 })).toContain(mark)
  expect(JSON.stringify(describeError(error))).not.toContain(mark)
})

async function makeBroken(actor: Actor): Promise<string> {
  const { id } = await makeSubmission(database, actor, { source: mark })
  await giveUp(id, 'the browser did not start')
  return id
}

async function giveUp(submissionId: string, reason: string): Promise<void> {
  const verdict = makeVerdict({ kind: 'broken' })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict, drawId: null, reason })
}

async function enqueue(actor: Actor): Promise<string> {
  const { revisionId } = await makeSubmission(database, actor)
  await database.submission.deleteMany({ where: { userId: actor.userId } })
  const queue = await context().queue()
  return inTransaction(database, async (transaction) => {
    const { id } = await createSubmission(transaction, { userId: actor.userId, slug: first, revisionId, source: mark })
    await queue.enqueueGrading(transaction, id)
    return id
  })
}

function fail(error: unknown): void {
  throw error
}
