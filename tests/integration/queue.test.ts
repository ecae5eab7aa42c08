import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { inTransaction } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { countJobs, openQueue } from '../../store/submissions/queue.ts'
import type { GradingQueue } from '../../store/submissions/queue.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { useDatabase } from './database.ts'
import { withClient } from './one-postgres.ts'
import { makePerson } from './people.ts'

const { url, database } = useDatabase()

test('a job is taken within a moment, once', async () => {
  const worker = await open('worker')
  const taken: string[] = []
  await worker.work({ concurrency: 2, grade: async ({ submissionId }) => void taken.push(submissionId), giveUp: never })
  const id = await enqueue()
  await vi.waitFor(() => expect(taken).toEqual([id]), 3000)
  await vi.waitFor(async () => expect(await countJobs(database)).toEqual({ waiting: 0, running: 0 }), 5000)
  await worker.close()
  expect(taken).toEqual([id])
})

test('a job whose grader was killed is given to another', async () => {
  const doomed = spawn(process.execPath, [path.join(import.meta.dirname, 'dying-grader.ts'), url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const id = await enqueue()
  await vi.waitFor(async () => expect(String((await once(doomed.stdout, 'data'))[0])).toContain(id), 20_000)
  const gone = once(doomed, 'exit')
  doomed.kill('SIGKILL')
  await gone

  const worker = await open('worker')
  const taken: string[] = []
  await worker.work({ concurrency: 1, grade: async ({ submissionId }) => void taken.push(submissionId), giveUp: never })
  await vi.waitFor(() => expect(taken).toEqual([id]), { timeout: 40_000, interval: 200 })
  await worker.close()
}, 60_000)

test('a grading that throws is tried again', async () => {
  const worker = await open('worker')
  let tries = 0
  await worker.work({
    concurrency: 1,
    grade: async () => {
      tries += 1
      if (tries === 1) throw new Error('the browser did not start')
    },
    giveUp: never,
  })
  await enqueue()
  await vi.waitFor(() => expect(tries).toBe(2), { timeout: 20_000, interval: 100 })
  await worker.close()
}, 30_000)

test('a job that fails to its last try is given up, with its submission and the reason named', async () => {
  const worker = await open('worker')
  const id = await enqueue()
  await withClient(url, (client) => client.query(`UPDATE pgboss.job SET retry_limit = 0 WHERE name = 'grade'`))
  const givenUp: string[][] = []
  await worker.work({
    concurrency: 1,
    grade: () => Promise.reject(new Error('it never works')),
    giveUp: async ({ submissionId }, reason) => void givenUp.push([submissionId, reason]),
  })
  await vi.waitFor(() => expect(givenUp).toEqual([[id, 'it never works']]), { timeout: 20_000, interval: 100 })
  await worker.close()
}, 30_000)

async function enqueue(): Promise<string> {
  const ada = await makePerson(database, 'Ada')
  const revisionId = await keepRevision(database, { slug: 'scale', revision: 'r1', files: {} })
  const sender = await open('sender')
  const { id } = await inTransaction(database, async (transaction) => {
    const created = await createSubmission(transaction, { userId: ada.userId, slug: 'scale', revisionId, source: 'x' })
    await sender.enqueueGrading(transaction, created.id)
    return created
  })
  await sender.close(0)
  return id
}

function open(role: 'sender' | 'worker'): Promise<GradingQueue> {
  return openQueue(url, {
    role,
    onError: (error) => {
      throw error
    },
  })
}

function never(): Promise<never> {
  return Promise.reject(new Error('nothing should be given up here'))
}
