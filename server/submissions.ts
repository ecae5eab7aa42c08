import 'server-only'
import { z } from 'zod'

import { relationToClass, requirePermit } from '@/course/access.ts'
import type { Actor, Relation } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { refuseSource } from '@/course/submission.ts'
import type { SubmissionDetail, SubmissionSummary } from '@/course/submission.ts'
import { inTransaction } from '@/store/database.ts'
import { getDraw } from '@/store/draws.ts'
import { findStaffRoleOver } from '@/store/enrolments.ts'
import { keepRevision } from '@/store/exercise-revisions.ts'
import { createSubmission, findSubmission, listSubmissions as readSubmissions } from '@/store/submissions.ts'
import type { SubmissionRecord } from '@/store/submissions.ts'

import { getExercise } from './exercises.ts'
import { parseId, parseInput } from './parse-input.ts'
import { getServices } from './services.ts'
import { requireUnderLimit } from './throttling.ts'

export type { SubmissionDetail, SubmissionSummary } from '@/course/submission.ts'

const historyLimit = 200

const submission = z.object({ slug: z.string(), source: z.string() })

/**
 * Stores the source and queues its grading, in one transaction: no submission waits without a job, no job points nowhere.
 * @throws DomainError 'invalid-input', 'source-too-large', 'not-found', 'too-many-requests'
 */
export async function submit(actor: Actor, request: z.input<typeof submission>): Promise<{ id: string }> {
  requirePermit(actor, 'submit', 'self')
  const { slug, source } = parseInput(submission, request)
  const refusal = refuseSource(source)
  if (refusal === 'too-large') throw new DomainError('source-too-large')
  if (refusal !== null) throw new DomainError('invalid-input', { field: 'source' })
  const exercise = await getExercise(slug)
  const { database, queue } = getServices()
  await requireUnderLimit(database, [{ rule: 'submit', subject: actor.userId }], new Date())
  const grading = await queue()
  const revisionId = await keepRevision(database, exercise)
  return inTransaction(database, async (transaction) => {
    const { id } = await createSubmission(transaction, { userId: actor.userId, slug, revisionId, source })
    await grading.enqueueGrading(transaction, id)
    return { id }
  })
}

/** The actor's own, newest first. @throws DomainError 'not-found' for an unknown exercise */
export async function listSubmissions(actor: Actor, slug: string): Promise<SubmissionSummary[]> {
  const { database } = getServices()
  await getExercise(slug)
  const records = await readSubmissions(database, { userId: actor.userId, slug }, historyLimit)
  return records.map(summarise)
}

/**
 * The actor's own, or one of a learner of a class that the actor teaches and in which the exercise is assigned.
 * @throws DomainError 'not-found' for any other, whether it exists or not
 */
export async function getSubmission(actor: Actor, id: string): Promise<SubmissionDetail> {
  const { database } = getServices()
  const record = await findSubmission(database, parseId(z.uuid(), id))
  if (record === undefined) throw new DomainError('not-found')
  requirePermit(actor, 'read-submission', await relationTo(actor, record))
  const draw = record.drawId === null ? null : await getDraw(database, record.drawId)
  return {
    ...summarise(record),
    revision: record.revision,
    owner: { id: record.userId, name: record.ownerName, mine: record.userId === actor.userId },
    // Publishing the verdict retired it; one that still serves others must not be seen.
    draw:
      draw === null || draw.retiredAt === null
        ? null
        : { seed: draw.seed, backend: draw.backend, draw: draw.draw, reference: draw.reference },
  }
}

async function relationTo(actor: Actor, { userId, slug }: SubmissionRecord): Promise<Relation> {
  if (userId === actor.userId) return 'self'
  const role = await findStaffRoleOver(getServices().database, { viewerId: actor.userId, ownerId: userId, slug })
  return relationToClass(role)
}

export function summarise({ id, slug, createdAt, state, verdict, source }: SubmissionRecord): SubmissionSummary {
  return { id, slug, createdAt: createdAt.toISOString(), state, verdict, source }
}
