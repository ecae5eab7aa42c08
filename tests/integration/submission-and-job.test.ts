import { afterAll, beforeAll, expect, test } from 'vitest'
import { inTransaction } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { openQueue } from '../../store/submissions/queue.ts'
import type { GradingQueue } from '../../store/submissions/queue.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { useDatabase } from './database.ts'
import { withClient } from './one-postgres.ts'
import { makePerson, makeVerdict } from './people.ts'
import type { Actor } from '../../course/accounts/access.ts'

const { url, database } = useDatabase()
let queue: GradingQueue

beforeAll(async () => {
  queue = await openQueue(url, { role: 'sender', onError: fail })
})
afterAll(() => queue.close(0))

test('a submission and its job are stored together', async () => {
  const ada = await makePerson(database, 'Ada')
  const id = await submitAs(ada)
  expect(await readJobs()).toEqual([{ submissionId: id, priority: 0 }])
  expect(await database.submission.count()).toBe(1)
})

test('a rollback leaves neither the submission nor its job', async () => {
  const before = { jobs: await readJobs(), submissions: await database.submission.count() }
  const ada = await makePerson(database, 'Ada')
  await expect(submitAs(ada, () => Promise.reject(new Error('the lights went out')))).rejects.toThrow('the lights')
  expect({ jobs: await readJobs(), submissions: await database.submission.count() }).toEqual(before)
})

test('nobody sees the job before the submission is committed', async () => {
  const before = await readJobs()
  const ada = await makePerson(database, 'Ada')
  await submitAs(ada, async () => {
    expect(await readJobs()).toEqual(before)
  })
  expect(await readJobs()).toHaveLength(before.length + 1)
})

test("one learner's many submissions stand behind everybody else's first", async () => {
  const eager = await makePerson(database, 'Eager')
  for (let count = 0; count < 5; count += 1) await submitAs(eager)
  const late = await makePerson(database, 'Late')
  const lateId = await submitAs(late)
  const jobs = await readJobs()
  const inOrder = jobs.toSorted((a, b) => b.priority - a.priority).map(({ submissionId }) => submissionId)
  const eagerIds = (await database.submission.findMany({ where: { userId: eager.userId } })).map(({ id }) => id)
  const before = inOrder.slice(0, inOrder.indexOf(lateId)).filter((id) => eagerIds.includes(id))
  expect(before).toHaveLength(1)
})

test("one learner's submissions that arrive at once stand behind each other all the same", async () => {
  const eager = await makePerson(database, 'Eager')
  const ids = await Promise.all(Array.from({ length: 8 }, () => submitAs(eager)))
  const jobs = (await readJobs()).filter(({ submissionId }) => ids.includes(submissionId))
  const priorities = jobs.map(({ priority }) => priority).toSorted((a, b) => b - a)
  expect(priorities).toEqual(ids.map((_, behind) => 0 - behind))
})

test('who submits again and again takes turns with who has many waiting', async () => {
  const [eager, restless] = [await makePerson(database, 'Eager'), await makePerson(database, 'Restless')]
  const waiting: string[] = []
  for (let count = 0; count < 4; count += 1) waiting.push(await submitAs(eager))
  for (let count = 0; count < 2; count += 1) await publish(await submitAs(restless))
  const third = await submitAs(restless)
  const order = (await listInOrder()).filter((id) => waiting.includes(id) || id === third)
  expect(order.indexOf(third)).toBe(3)
})

test('many submissions of the morning hold nobody back in the afternoon', async () => {
  const [eager, late] = [await makePerson(database, 'Eager'), await makePerson(database, 'Late')]
  for (let count = 0; count < 20; count += 1) await submitAs(eager)
  for (const { id } of await database.submission.findMany({ where: { state: 'queued' } })) await publish(id)
  const first = await submitAs(late)
  const second = await submitAs(late)
  const again = await submitAs(eager)
  const newcomer = await submitAs(await makePerson(database, 'Newcomer'))
  const order = (await listInOrder()).filter((id) => [first, second, again, newcomer].includes(id))
  expect(order).toEqual([first, newcomer, second, again])
})

test('a source over the limit is refused by the database too', async () => {
  const ada = await makePerson(database, 'Ada')
  await expect(submitAs(ada, undefined, 'x'.repeat(64 * 1024 + 1))).rejects.toThrow('submissions_source_size')
})

async function submitAs(actor: Actor, beforeCommit?: () => Promise<void>, source = 'x'): Promise<string> {
  const revisionId = await keepRevision(database, { slug: 'scale', revision: 'r1', files: {} })
  return inTransaction(database, async (transaction) => {
    const { id } = await createSubmission(transaction, { userId: actor.userId, slug: 'scale', revisionId, source })
    await queue.enqueueGrading(transaction, id)
    await beforeCommit?.()
    return id
  })
}

async function publish(submissionId: string): Promise<void> {
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
}

/** As a grader would take them. */
async function listInOrder(): Promise<string[]> {
  return (await readJobs()).toSorted((a, b) => b.priority - a.priority).map(({ submissionId }) => submissionId)
}

async function readJobs(): Promise<Array<{ submissionId: string; priority: number }>> {
  return withClient(url, async (client) => {
    const { rows } = await client.query(
      `SELECT data->>'submissionId' AS "submissionId", priority FROM pgboss.job WHERE name = 'grade' ORDER BY created_on`,
    )
    return rows
  })
}

function fail(error: unknown): never {
  throw error
}
