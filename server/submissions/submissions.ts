import 'server-only'
import { z } from 'zod'

import type { BodyOf, QueryOf } from '@/contracts/contract.ts'
import { submissionApi } from '@/contracts/submissions.ts'
import type { SubmissionPage } from '@/contracts/submissions.ts'
import { relationToClass, requirePermit } from '@/course/accounts/access.ts'
import type { Actor, Relation } from '@/course/accounts/access.ts'
import { discloseVerdict, drawStandingOf } from '@/course/submissions/draw-disclosure.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { outcomeOf, refuseSource } from '@/course/submissions/submission.ts'
import type { ShownDraw, SubmissionDetail, SubmissionSummary } from '@/course/submissions/submission.ts'
import type { GradingBundle, PublicDraw } from '@/grader/exercise/exercise.ts'
import { countComments } from '@/store/submissions/comments.ts'
import { inTransaction, readClock } from '@/store/foundation/database.ts'
import type { Connection } from '@/store/foundation/database.ts'
import { getDraw } from '@/store/exercises/draws.ts'
import { findStaffRoleOver } from '@/store/classes/enrolments.ts'
import { keepRevision } from '@/store/exercises/exercise-revisions.ts'
import { listSubmissionClasses } from '@/store/submissions/submission-classes.ts'
import {
  createSubmission,
  findSubmission,
  findSubmissionByKey,
  findSubmissionToGrade,
  listSubmissions as readSubmissions,
} from '@/store/submissions/submissions.ts'
import type { SubmissionRecord } from '@/store/submissions/submissions.ts'
import { holdUser } from '@/store/accounts/users.ts'

import { getExercise } from '../course/exercises.ts'
import { parseId, parseInput } from '../foundation/parse-input.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { SubmissionContext } from './submission-context.ts'
import type { CourseContext } from '../course/course-context.ts'
import type { Context } from '../foundation/context.ts'

export type { SubmissionDetail, SubmissionSummary } from '@/course/submissions/submission.ts'

/** Each may be 64 kB of source. */
const pageSize = 25

/**
 * Stores the source and queues its grading, in one transaction: no submission waits without a job, no job points nowhere.
 * What is sent again with its key is not stored again.
 * @throws DomainError 'invalid-input', 'source-too-large', 'not-found', 'too-many-requests'
 */
export async function submit(
  context: SubmissionContext,
  actor: Actor,
  request: BodyOf<typeof submissionApi.send>,
): Promise<{ id: string }> {
  requirePermit(actor, 'submit', 'self')
  const { slug, source, key } = parseInput(submissionApi.send.body, request)
  const refusal = refuseSource(source)
  if (refusal === 'too-large') throw new DomainError('source-too-large')
  if (refusal !== null) throw new DomainError('invalid-input', { field: 'source' })
  const { database, queue } = context
  // Whatever it has to wait for, this is when it came: a deadline may pass meanwhile.
  const createdAt = await readClock(database)
  const exercise = await getExercise(context, slug)
  const sent: Sent = { userId: actor.userId, slug, source, key }
  const earlier = await findSentBefore(database, sent)
  if (earlier !== undefined) return earlier
  await requireUnderLimit(database, [{ rule: 'submit', subject: actor.userId }], context.clock())
  const grading = await queue()
  const revisionId = await keepRevision(database, exercise)
  return inTransaction(database, async (transaction) => {
    await holdUser(transaction, actor.userId)
    // The same one may have arrived twice at once.
    const twin = await findSentBefore(transaction, sent)
    if (twin !== undefined) return twin
    const { id } = await createSubmission(transaction, {
      userId: actor.userId,
      slug,
      revisionId,
      source,
      createdAt,
      ...(key === undefined ? {} : { clientKey: key }),
    })
    await grading.enqueueGrading(transaction, id)
    return { id }
  })
}

interface Sent {
  userId: string
  slug: string
  source: string
  key: string | undefined
}

/** @throws DomainError 'invalid-input' where the key stands for something else */
async function findSentBefore(
  connection: Connection,
  { userId, slug, source, key }: Sent,
): Promise<{ id: string } | undefined> {
  const found = key === undefined ? undefined : await findSubmissionByKey(connection, { userId, clientKey: key })
  if (found === undefined) return undefined
  if (found.slug !== slug || found.source !== source) throw new DomainError('invalid-input', { field: 'key' })
  return { id: found.id }
}

/**
 * The actor's own, newest first.
 * @param question.olderThan of the page before
 * @throws DomainError 'not-found' for an unknown exercise; 'invalid-input'
 */
export async function listSubmissions(
  context: CourseContext,
  actor: Actor,
  question: QueryOf<typeof submissionApi.list>,
): Promise<SubmissionPage> {
  requirePermit(actor, 'study', 'self')
  const { slug, olderThan } = parseInput(submissionApi.list.query, question)
  const { database } = context
  await getExercise(context, slug)
  const { userId } = actor
  const [found, classes] = await Promise.all([
    readSubmissions(database, { userId, slug }, { limit: pageSize + 1, olderThan }),
    listSubmissionClasses(database, { viewerId: userId, ownerId: userId, slug }),
  ])
  const records = found.slice(0, pageSize)
  const comments = await countComments(database, {
    submissionIds: records.map(({ id }) => id),
    classroomIds: classes.map(({ classroom }) => classroom.id),
  })
  return {
    submissions: records.map((record) => {
      const { verdict, ...summary } = summarise(record)
      return { ...summary, outcome: verdict && outcomeOf(verdict), comments: comments.get(record.id) ?? 0 }
    }),
    olderThan: found.length > pageSize ? (records.at(-1)?.id ?? null) : null,
  }
}

/**
 * The actor's own, or one of a learner of a class that the actor teaches and in which the exercise is assigned.
 * @throws DomainError 'not-found' for any other, whether it exists or not
 */
export async function getSubmission(context: Context, actor: Actor, id: string): Promise<SubmissionDetail> {
  const { database } = context
  const record = await findSubmission(database, parseId(z.uuid(), id))
  if (record === undefined) throw new DomainError('not-found')
  requirePermit(actor, 'read-submission', await relationTo(context, actor, record))
  return {
    ...summarise(record),
    revision: record.revision,
    owner: { id: record.userId, name: record.ownerName, mine: record.userId === actor.userId },
    draw: await showDraw(context, record),
  }
}

/** All that a page needs to grade a submission again in the reader's own browser. */
export interface DrawToRun {
  /** Of the revision that the submission was last graded with, which may no longer be the course's. */
  bundle: GradingBundle
  draw: PublicDraw
}

/**
 * The draw of a submission that the actor may read, with the model solution's measurements on it.
 * @throws DomainError 'not-found' for any other, and before the draw is retired
 */
export async function getDrawToRun(context: CourseContext, actor: Actor, id: string): Promise<DrawToRun> {
  const { database, reader } = context
  const record = await findSubmission(database, parseId(z.uuid(), id))
  if (record === undefined) throw new DomainError('not-found')
  requirePermit(actor, 'read-draw', await relationTo(context, actor, record))
  const stored = await findSubmissionToGrade(database, record.id, record.judgedBy ?? undefined)
  if (stored === undefined || record.draw === null || drawStandingOf(record) !== 'retired') {
    throw new DomainError('not-found')
  }
  const { seed, draw, reference } = await getDraw(database, record.draw.id)
  const exercise = await reader.parseExercise(stored.slug, stored.files)
  return { bundle: await reader.makeGradingBundle(exercise), draw: { seed, draw, reference } }
}

async function showDraw(context: Context, record: SubmissionRecord): Promise<ShownDraw> {
  const standing = drawStandingOf(record)
  if (standing !== 'retired' || record.draw === null) return { standing: standing === 'retired' ? 'none' : standing }
  const { seed, backend, draw } = await getDraw(context.database, record.draw.id)
  return { standing, seed, backend, draw }
}

async function relationTo(
  context: Context,
  actor: Actor,
  { userId, slug, createdAt }: SubmissionRecord,
): Promise<Relation> {
  if (userId === actor.userId) return 'self'
  const role = await findStaffRoleOver(context.database, {
    viewerId: actor.userId,
    ownerId: userId,
    slug,
    takenAt: createdAt,
  })
  return relationToClass(role)
}

export function summarise(record: SubmissionRecord): SubmissionSummary {
  const { id, slug, createdAt, state, source } = record
  const verdict = record.verdict === null ? null : discloseVerdict(record.verdict, drawStandingOf(record))
  return { id, slug, createdAt: createdAt.toISOString(), state, verdict, source }
}
