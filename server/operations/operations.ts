import 'server-only'
import { z } from 'zod'

import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { Operations, StuckSubmission } from '@/course/operations/operations.ts'
import { verdictKinds } from '@/grader/judge/verdict.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Database } from '@/store/foundation/database.ts'
import { listBrowserRestarts, listGraders } from '@/store/submissions/graders.ts'
import { countJobs, isStranded, listStranded } from '@/store/submissions/queue.ts'
import { findOldestWaiting, markQueued } from '@/store/submissions/submissions.ts'
import { countVerdicts, findLatestKind, listBroken } from '@/store/submissions/verdicts.ts'

import { parseId } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'
import type { SubmissionContext } from '../submissions/submission-context.ts'

const hourMs = 3_600_000
const restartsOfDays = 7
const listLimit = 100

/** @throws DomainError 'not-found' for anybody but an admin, as if there were no such page */
export async function getOperations(context: Context, actor: Actor): Promise<Operations> {
  requirePermit(actor, 'read-operations', 'stranger')
  const { database } = context
  const now = context.clock()
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  const [depth, oldest, lastHour, lastDay, graders, restarts, stuck] = await Promise.all([
    countJobs(database),
    findOldestWaiting(database),
    countVerdicts(database, ago(hourMs)),
    countVerdicts(database, ago(24 * hourMs)),
    listGraders(database),
    listBrowserRestarts(database, ago(restartsOfDays * 24 * hourMs), listLimit),
    listStuck(database),
  ])
  return {
    at: now.toISOString(),
    queue: { ...depth, oldestWaiting: oldest?.toISOString() ?? null },
    verdicts: verdictKinds.map((kind) => ({ kind, lastHour: lastHour[kind] ?? 0, lastDay: lastDay[kind] ?? 0 })),
    graders: graders.map(({ startedAt, lastSeenAt, ...grader }) => ({
      ...grader,
      startedAt: startedAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
    })),
    restarts: restarts.map(({ graderName, reason, at }) => ({ grader: graderName, reason, at: at.toISOString() })),
    stuck,
  }
}

/**
 * Queues a submission again that is broken, or that waits without a job.
 * @throws DomainError 'not-found' for anybody but an admin, for an unknown submission, and for one that is not stuck
 */
export async function requeueSubmission(context: SubmissionContext, actor: Actor, id: string): Promise<void> {
  requirePermit(actor, 'requeue-submission', 'stranger')
  const { database, queue } = context
  const submissionId = parseId(z.uuid(), id)
  const grading = await queue()
  await inTransaction(database, async (transaction) => {
    const kind = await findLatestKind(transaction, submissionId)
    const isBroken = kind === 'broken' && (await markQueued(transaction, submissionId))
    // Two admins at once: the one who comes second finds it queued, with a job.
    if (!isBroken && !(await isStranded(transaction, submissionId))) throw new DomainError('not-found')
    await grading.enqueueGrading(transaction, submissionId)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'submission.requeued',
      subject: `submission:${submissionId}`,
      details: {},
    })
  })
}

async function listStuck(database: Database): Promise<StuckSubmission[]> {
  const [stranded, broken] = await Promise.all([listStranded(database, listLimit), listBroken(database, listLimit)])
  return [
    ...stranded.map(({ submissionId, slug, submittedAt }) => ({
      submissionId,
      slug,
      submittedAt: submittedAt.toISOString(),
      standing: 'stranded' as const,
      reason: null,
    })),
    ...broken.map(({ submissionId, slug, submittedAt, reason }) => ({
      submissionId,
      slug,
      submittedAt: submittedAt.toISOString(),
      standing: 'broken' as const,
      reason,
    })),
  ]
}
