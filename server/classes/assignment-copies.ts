import 'server-only'

import type { assignmentApi } from '@/contracts/assignments.ts'
import type { AnswerOf, BodyOf } from '@/contracts/contract.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { copyAssignments as storeCopies } from '@/store/assignments/assignments.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { holdClassroom } from '@/store/classes/enrolments.ts'
import { notify } from '@/store/notices/notifications.ts'

import { listClassrooms } from './classrooms.ts'
import { requireInClass, requireInRunningClass } from '../membership/membership.ts'
import type { Context } from '../foundation/context.ts'

/** Other classes that the actor teaches or assists in, whose assignments they may take over. */
export async function listCopySources(
  context: Context,
  actor: Actor,
  classroomId: string,
): Promise<Array<{ id: string; name: string }>> {
  const classes = await listClassrooms(context, actor)
  return classes.flatMap(({ id, name, role }) => (role === 'learner' || id === classroomId ? [] : { id, name }))
}

/**
 * Assigns what another class of the actor's assigns, by the same rules and without dates, which were the other class's. What is
 * assigned already stays as it is.
 * @throws DomainError 'forbidden' for who may not assign here, 'not-found' for a class of which the actor is no staff
 */
export async function copyAssignments(
  context: Context,
  actor: Actor,
  classroomId: string,
  request: BodyOf<typeof assignmentApi.copy>,
): Promise<AnswerOf<typeof assignmentApi.copy>> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-assignments')
  const { classroom: source } = await requireInClass(context, actor, request.from, 'read-people')
  return inTransaction(context.database, async (transaction) => {
    await holdClassroom(transaction, classroom.id)
    const { copied, there } = await storeCopies(transaction, { from: source.id, to: classroom.id })
    for (const { id: _id, classroomId: _class, ...settings } of copied) {
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'assignment.added',
        subject: `classroom:${classroom.id}`,
        details: { ...settings, opensAt: null, dueAt: null, closesAt: null, copiedFrom: source.id },
      })
    }
    if (copied.length > 0) await notify(transaction, { type: 'class', classroomId: classroom.id })
    return { copied: copied.length, there }
  })
}
