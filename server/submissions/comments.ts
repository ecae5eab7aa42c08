import 'server-only'
import { z } from 'zod'

import type { BodyOf } from '@/contracts/contract.ts'
import { commentApi } from '@/contracts/submissions.ts'
import type { Actor } from '@/course/accounts/access.ts'
import type { CommentView } from '@/course/submissions/comment.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import {
  changeComment as storeChange,
  createComment,
  deleteComment,
  findComment,
  listComments as readComments,
  listStaffWhoCommented,
} from '@/store/submissions/comments.ts'
import type { CommentRecord } from '@/store/submissions/comments.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { listInstructors } from '@/store/classes/enrolments.ts'
import { addNotices } from '@/store/notices/notices.ts'
import { notify } from '@/store/notices/notifications.ts'

import { parseId, parseInput } from '../foundation/parse-input.ts'
import { requireSubmissionInClass } from './submission-classes.ts'
import type { OpenedSubmission } from './submission-classes.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { Context } from '../foundation/context.ts'

/**
 * What staff of a class and the owner of a submission say to each other about it. It stays in the class in which it was said:
 * staff of another class that has the same learner do not see it.
 */

/** Oldest first. @throws DomainError 'not-found' for who may not see the submission in this class */
export async function listComments(
  context: Context,
  actor: Actor,
  submissionId: string,
  classroomId: string,
): Promise<CommentView[]> {
  const { submission } = await requireSubmissionInClass(context, actor, {
    submissionId,
    classroomId,
    action: 'read-comments',
  })
  const comments = await readComments(context.database, { submissionId: submission.id, classroomId })
  return comments.map((comment) => viewComment(comment, actor))
}

/**
 * The owner is told of what staff say; of what the owner says are staff who commented, or else the class's instructors.
 * @throws DomainError 'not-found', 'class-archived', 'too-many-requests', 'invalid-input' with `field`
 */
export async function addComment(
  context: Context,
  actor: Actor,
  submissionId: string,
  request: BodyOf<typeof commentApi.add>,
): Promise<{ id: string }> {
  const { classroomId, ...said } = parseInput(commentApi.add.body, request)
  const opened = await requireToComment(context, actor, submissionId, classroomId)
  const { submission, mine } = opened
  if (said.line !== null && said.line > submission.source.split('\n').length) {
    throw new DomainError('invalid-input', { field: 'line' })
  }
  const { database } = context
  await requireUnderLimit(database, [{ rule: 'comment', subject: actor.userId }], context.clock())
  return inTransaction(database, async (transaction) => {
    const place = { submissionId: submission.id, classroomId }
    const { id } = await createComment(transaction, { ...place, ...said, authorId: actor.userId })
    const details = { ...place, slug: submission.slug }
    const { userIds, ...notice } = mine
      ? { kind: 'owner-comment', details, userIds: await listStaffToTell(transaction, place) }
      : { kind: 'comment', details: { ...details, authorName: actor.displayName }, userIds: [submission.userId] }
    await addNotices(
      transaction,
      userIds.map((userId) => ({ userId, ...notice, dedupeKey: `comment:${id}` })),
    )
    await recordChange(transaction, actor, opened, { action: 'comment.added', classroomId, line: said.line })
    return { id }
  })
}

/** One's own, while one may still comment there. @throws DomainError 'not-found', 'forbidden' for somebody else's */
export async function changeComment(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof commentApi.change>,
): Promise<void> {
  const changed = parseInput(commentApi.change.body, request)
  const { comment, opened } = await requireOwnComment(context, actor, id)
  await inTransaction(context.database, async (transaction) => {
    await storeChange(transaction, comment.id, changed.text)
    await recordChange(transaction, actor, opened, { action: 'comment.changed', ...comment })
  })
}

/** One's own, while one may still comment there. @throws DomainError 'not-found', 'forbidden' for somebody else's */
export async function removeComment(context: Context, actor: Actor, id: string): Promise<void> {
  const { comment, opened } = await requireOwnComment(context, actor, id)
  await inTransaction(context.database, async (transaction) => {
    await deleteComment(transaction, comment.id)
    await recordChange(transaction, actor, opened, { action: 'comment.removed', ...comment })
  })
}

async function requireToComment(context: Context, actor: Actor, submissionId: string, classroomId: string) {
  const opened = await requireSubmissionInClass(context, actor, { submissionId, classroomId, action: 'comment' })
  if (opened.chosen.classroom.archivedAt !== null) throw new DomainError('class-archived')
  return opened
}

async function requireOwnComment(context: Context, actor: Actor, id: string) {
  const comment = await findComment(context.database, parseId(z.uuid(), id))
  if (comment === undefined) throw new DomainError('not-found')
  const opened = await requireToComment(context, actor, comment.submissionId, comment.classroomId)
  if (comment.authorId !== actor.userId) throw new DomainError('forbidden')
  return { comment, opened }
}

/** A question that nobody has taken up is everybody's who teaches the class. */
async function listStaffToTell(
  transaction: Transaction,
  place: { submissionId: string; classroomId: string },
): Promise<string[]> {
  const involved = await listStaffWhoCommented(transaction, place)
  return involved.length > 0 ? involved : listInstructors(transaction, place.classroomId)
}

/** Open pages of both sides draw themselves again. What staff do stands in the class's log, without what they said. */
async function recordChange(
  transaction: Transaction,
  actor: Actor,
  { submission, mine }: OpenedSubmission,
  change: { action: string; classroomId: string; line: number | null },
): Promise<void> {
  const { id: submissionId, userId, slug } = submission
  const { action, classroomId, line } = change
  if (!mine) {
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action,
      subject: `classroom:${classroomId}`,
      details: { slug, userId, submissionId, line },
    })
    await notify(transaction, { type: 'notice', userId })
  }
  await notify(transaction, { type: 'class', classroomId, userId })
}

function viewComment(comment: CommentRecord, actor: Actor): CommentView {
  const { id, line, createdAt, editedAt } = comment
  return {
    id,
    line,
    text: comment.text,
    createdAt: createdAt.toISOString(),
    editedAt: editedAt?.toISOString() ?? null,
    author: comment.authorName,
    mine: comment.authorId === actor.userId,
  }
}
