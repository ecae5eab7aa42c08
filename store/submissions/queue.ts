import { fromPrisma, PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { Connection, Transaction } from '../foundation/database.ts'
import { takeTurn } from './submissions.ts'

/** The queue lives in the same database, so that a submission and its job are stored together or not at all. */

const queueName = 'grade'
/** Where a job goes after its last try, so that its submission does not wait for ever. */
const abandonedName = 'grade-abandoned'

/** A grader that dies sends no heartbeat: its job is given to another within `heartbeatSeconds` and a look of the monitor. */
const policy = {
  retryLimit: 4,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 30,
  heartbeatSeconds: 10,
  expireInSeconds: 180,
  retentionSeconds: 14 * 24 * 3600,
  deleteAfterSeconds: 24 * 3600,
  notify: true,
} as const
const monitorSeconds = 5

const reasonLimit = 500

const jobPayload = z.object({ submissionId: z.uuid(), regradeId: z.uuid().optional() })

/** Behind everything that a learner waits for. */
const regradePriority = -1_000_000

export interface GradingQueue {
  /** Inside the transaction that stores the submission: a rollback leaves neither. */
  enqueueGrading(transaction: Transaction, submissionId: string): Promise<void>
  /** To be graded for a regrade, when no learner waits. */
  enqueueRegrading(transaction: Transaction, regrading: { submissionId: string; regradeId: string }): Promise<void>
  /**
   * Takes jobs, `concurrency` at a time, until the queue closes. A `grade` that throws is tried again; after the last try,
   * or when graders kept dying with it, `giveUp` is called instead.
   */
  work(options: {
    concurrency: number
    grade: (job: GradingRequest) => Promise<void>
    giveUp: (job: Omit<GradingRequest, 'signal'>, reason: string) => Promise<void>
  }): Promise<void>
  /** Lets running jobs end first, at most `timeoutMs`. */
  close(timeoutMs?: number): Promise<void>
}

export interface GradingRequest {
  submissionId: string
  /** Set where it is graded for a look at what another revision says. */
  regradeId?: string | undefined
  /** Aborted when the queue closes without waiting, or the job took too long. */
  signal: AbortSignal
}

/** Creates pg-boss's own schema and our queues, or brings them up to date. Migrations call it. */
export async function installQueue(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false })
  await boss.start()
  try {
    await boss.createQueue(abandonedName, { retryLimit: 10, retryDelay: 5, retryBackoff: true, notify: true })
    await boss.createQueue(queueName, { ...policy, deadLetter: abandonedName })
    await boss.updateQueue(queueName, { ...policy, deadLetter: abandonedName })
  } finally {
    await boss.stop({ graceful: false })
  }
}

/**
 * @param options.role `sender` only stores jobs (the web); `worker` also takes them and watches over the others' (the grader)
 * @param options.onError what goes wrong in the background, such as a lost connection; the queue goes on by itself
 */
export async function openQueue(
  url: string,
  options: { role: 'sender' | 'worker'; onError: (error: Error) => void },
): Promise<GradingQueue> {
  const isWorker = options.role === 'worker'
  const boss = new PgBoss({
    connectionString: url,
    application_name: `gradient-gym queue ${options.role}`,
    max: isWorker ? 4 : 2,
    migrate: false,
    schedule: false,
    supervise: isWorker,
    superviseIntervalSeconds: monitorSeconds,
    monitorIntervalSeconds: monitorSeconds,
    useListenNotify: isWorker,
  })
  boss.on('error', options.onError)
  await boss.start()

  return {
    async enqueueGrading(transaction, submissionId) {
      // The higher priority is taken first; within a turn, the older job.
      const priority = 0 - (await takeTurn(transaction, submissionId))
      await boss.send(queueName, { submissionId }, { priority, db: fromPrisma(transaction) })
    },

    async enqueueRegrading(transaction, { submissionId, regradeId }) {
      await boss.send(
        queueName,
        { submissionId, regradeId },
        { priority: regradePriority, db: fromPrisma(transaction) },
      )
    },

    async work({ concurrency, grade, giveUp }) {
      await boss.work(
        queueName,
        { localConcurrency: concurrency, pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 },
        async (jobs) => {
          for (const job of jobs) await grade({ ...jobPayload.parse(job.data), signal: job.signal })
        },
      )
      await boss.work(abandonedName, { notifyPollingIntervalSeconds: 5, includeMetadata: true }, async (jobs) => {
        for (const job of jobs) await giveUp(jobPayload.parse(job.data), reasonOf(job.output))
      })
    },

    async close(timeoutMs = 30_000) {
      await boss.stop({ graceful: timeoutMs > 0, timeout: timeoutMs })
    },
  }
}

const jobOutput = z.union([
  z.object({ message: z.string() }),
  z.object({ value: z.object({ message: z.string() }) }).transform(({ value }) => value),
])

/** What the last try left behind: the message of what it threw, or pg-boss's own word for a grader that went silent. */
function reasonOf(output: unknown): string {
  const parsed = jobOutput.safeParse(output)
  return (parsed.success ? parsed.data.message : 'the queue kept no reason').slice(0, reasonLimit)
}

export interface QueueDepth {
  waiting: number
  running: number
}

/** How many jobs of all graders wait and how many run, now: pg-boss's own figures are up to a minute old. */
export async function countJobs(connection: Connection): Promise<QueueDepth> {
  const [row] = await connection.$queryRaw<QueueDepth[]>`
    SELECT count(*) FILTER (WHERE state < 'active')::int AS waiting,
      count(*) FILTER (WHERE state = 'active')::int AS running
    FROM pgboss.job
    WHERE name = ${queueName} AND state < 'completed'`
  return row ?? { waiting: 0, running: 0 }
}

export interface StrandedSubmission {
  submissionId: string
  slug: string
  submittedAt: Date
}

/** Submissions that wait although no job of theirs is left, such as after a queue was emptied by hand. */
export async function listStranded(connection: Connection, limit: number): Promise<StrandedSubmission[]> {
  return connection.$queryRaw<StrandedSubmission[]>`
    SELECT submissions.id AS "submissionId", submissions.slug, submissions.created_at AS "submittedAt"
    FROM submissions
    WHERE submissions.state = 'queued' AND NOT EXISTS (
      SELECT FROM pgboss.job
      WHERE job.name IN (${queueName}, ${abandonedName}) AND job.state < 'completed'
        AND job.data->>'submissionId' = submissions.id::text)
    ORDER BY submissions.created_at
    LIMIT ${limit}`
}

/** Whether this one is such a submission. Holds its row, so that two who ask at once get one yes. */
export async function isStranded(transaction: Transaction, submissionId: string): Promise<boolean> {
  const waiting = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM submissions WHERE id = ${submissionId}::uuid AND state = 'queued' FOR UPDATE`
  if (waiting.length === 0) return false
  const jobs = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM pgboss.job
    WHERE name IN (${queueName}, ${abandonedName}) AND state < 'completed' AND data->>'submissionId' = ${submissionId}`
  return jobs.length === 0
}
