import { afterAll, expect, test, vi } from 'vitest'
import { endedBeforeRun } from '../../grader/host/grading.ts'
import type { CageHost } from '../../grader/host/host.ts'
import { makeReader } from '../../grader/reading/reader.ts'
import type { Reader } from '../../grader/reading/reader.ts'
import { makeGradingService } from '../../grader/service/grading-service.ts'
import { gradingStoreOver } from '../../grader-process/grading-store.ts'
import { stopGrading } from '../../grader-process/stop-grading.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { countJobs, openQueue } from '../../store/submissions/queue.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { listVerdicts } from '../../store/submissions/verdicts.ts'
import { heavyTexts } from '../heavy-texts.ts'
import { useDatabase } from './database.ts'
import { withClient } from './one-postgres.ts'
import { makePerson } from './people.ts'

const { url, database } = useDatabase()
const folder = `${import.meta.dirname}/../../exercises/he-30-layers`
const bomb = heavyTexts['groups of one name in two branches'] ?? ''
const readers: Reader[] = []
afterAll(() => readers.forEach((reader) => reader.close()))

test('a grader that is asked to stop in the middle of a heavy text stops, and the text comes back to the queue', async () => {
  const reading = Promise.withResolvers<void>()
  const { queue, reader, service } = await open(() => reading.resolve())
  const submissionId = await submit(bomb, reader)
  await queue.work({
    concurrency: 1,
    grade: ({ submissionId: id, signal }) => service.grade(id, signal),
    giveUp: never,
  })
  await reading.promise
  await stopGrading({ reader, queue })
  // Whoever had waited for the end of the text would have a verdict now.
  expect(await listVerdicts(database, submissionId)).toEqual([])
  expect(await stateOfJob(submissionId)).toBe('retry')
})

test('a heavy text is invalid and costs the next one nothing', async () => {
  const { queue, reader, service } = await open()
  const [heavy, honest] = [await submit(bomb, reader), await submit('export const = 1', reader)]
  await queue.work({
    concurrency: 1,
    grade: ({ submissionId: id, signal }) => service.grade(id, signal),
    giveUp: never,
  })
  await vi.waitFor(async () => expect(await countJobs(database)).toEqual({ waiting: 0, running: 0 }), 50_000)
  const codes = await Promise.all([heavy, honest].map(codeOf))
  expect(codes).toEqual(['compile-limit', 'syntax'])
  await stopGrading({ reader, queue })
})

/** The grader without its browser: nothing here gets that far. */
async function open(onCompile: () => void = () => undefined) {
  await withClient(url, (client) => client.query('DELETE FROM pgboss.job'))
  const within = makeReader({ atOnce: 1 })
  readers.push(within)
  const reader: Reader = {
    ...within,
    compileLearner(source, options) {
      onCompile()
      return within.compileLearner(source, options)
    },
  }
  const host: CageHost = {
    warm: async () => undefined,
    grade: async (job) => {
      if (job.compiled?.ok !== false) throw new Error('only what does not compile is graded here')
      return endedBeforeRun({ kind: 'invalid', problem: job.compiled.problem, seed: job.seed })
    },
    measureReference: never,
    close: async () => undefined,
  }
  const service = makeGradingService({
    store: gradingStoreOver(database),
    host,
    reader,
    backend: 'wasm',
    graderRevision: 'g1',
    runtime: { tfjsVersion: '4', browserVersion: '1' },
    log: () => undefined,
  })
  const queue = await openQueue(url, { role: 'worker', onError: () => undefined })
  return { queue, reader, service }
}

async function submit(source: string, reader: Reader): Promise<string> {
  const { slug, revision, files } = await reader.readExerciseFolder(folder)
  const revisionId = await keepRevision(database, { slug, revision, files })
  const { userId } = await makePerson(database, 'Ada')
  const sender = await openQueue(url, { role: 'sender', onError: () => undefined })
  const { id } = await inTransaction(database, async (transaction) => {
    const created = await createSubmission(transaction, { userId, slug, revisionId, source })
    await sender.enqueueGrading(transaction, created.id)
    return created
  })
  await sender.close(0)
  return id
}

async function stateOfJob(submissionId: string): Promise<string | undefined> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ state: string }>(
      `SELECT state FROM pgboss.job WHERE name = 'grade' AND data->>'submissionId' = $1`,
      [submissionId],
    ),
  )
  return rows[0]?.state
}

async function codeOf(submissionId: string): Promise<string | undefined> {
  return (await listVerdicts(database, submissionId))[0]?.verdict.problem?.code
}

function never(): Promise<never> {
  return Promise.reject(new Error('nothing should be given up or measured here'))
}
