import 'server-only'
import { z } from 'zod'

import { overrideApi } from '@/contracts/assignments.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { holdClassroom } from '@/store/classes/enrolments.ts'
import { addNotices } from '@/store/notices/notices.ts'
import { notify } from '@/store/notices/notifications.ts'
import { deleteOverride, listOverrides, putOverride } from '@/store/assignments/overrides.ts'

import { requireAssignment, requireLearner } from './assignments.ts'
import { parseId, parseInput } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

/**
 * Gives a learner points for an assignment instead of the machine's, whose verdict stays beside them. The learner is told.
 * @throws DomainError 'forbidden' for assistants, 'not-found' for who does not learn in the class, 'invalid-input'
 */
export async function overrideGrade(
  context: Context,
  actor: Actor,
  assignmentId: string,
  userId: string,
  request: BodyOf<typeof overrideApi.give>,
): Promise<void> {
  const assignment = await requireAssignment(context, actor, assignmentId, 'override-grade')
  const { points, reason } = parseInput(overrideApi.give.body, request)
  await requireLearner(context, assignment.classroomId, userId)
  await inTransaction(context.database, async (transaction) => {
    await holdClassroom(transaction, assignment.classroomId)
    await applyOverride(transaction, actor, { assignment, userId, points, reason })
  })
}

/** For other files of this room alone, which have asked who may and hold the class. @param change.points null takes the override back. @throws DomainError 'not-found' where there is none to take */
export async function applyOverride(
  transaction: Transaction,
  actor: Actor,
  change: {
    assignment: { id: string; classroomId: string; slug: string }
    userId: string
    points: number | null
    reason: string
  },
): Promise<void> {
  const { assignment, userId, points, reason } = change
  const { id: assignmentId, classroomId, slug } = assignment
  const before = (await listOverrides(transaction, { classroomId, userIds: [userId] })).find(
    (existing) => existing.assignmentId === assignmentId,
  )
  if (points === null && before === undefined) throw new DomainError('not-found')
  if (points === null) await deleteOverride(transaction, { assignmentId, userId })
  else await putOverride(transaction, { assignmentId, userId, points, reason })
  await appendAuditEvent(transaction, {
    actorId: actor.userId,
    action: points === null ? 'grade.override-withdrawn' : 'grade.overridden',
    subject: `classroom:${classroomId}`,
    details: { slug, userId, from: before?.points ?? null, to: points, reason },
  })
  await addNotices(transaction, [
    {
      userId,
      kind: points === null ? 'override-withdrawn' : 'override',
      details: { classroomId, slug, points },
      dedupeKey: `override:${assignmentId}:${Date.now()}`,
    },
  ])
  await notify(transaction, { type: 'class', classroomId, userId })
}

/** What the machine found counts again. @throws DomainError 'not-found' where there is no override */
export async function withdrawOverride(
  context: Context,
  actor: Actor,
  assignmentId: string,
  userId: string,
): Promise<void> {
  const assignment = await requireAssignment(context, actor, assignmentId, 'override-grade')
  const learner = parseId(z.uuid(), userId)
  await inTransaction(context.database, async (transaction) => {
    await holdClassroom(transaction, assignment.classroomId)
    await applyOverride(transaction, actor, { assignment, userId: learner, points: null, reason: '' })
  })
}
