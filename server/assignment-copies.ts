import 'server-only'

import type { Actor } from '@/course/access.ts'
import { appendAuditEvent } from '@/store/audit-events.ts'
import { createAssignment, listAssignments } from '@/store/assignments.ts'
import { inTransaction } from '@/store/database.ts'
import { holdClassroom } from '@/store/enrolments.ts'
import { notify } from '@/store/notifications.ts'

import { listClassrooms } from './classrooms.ts'
import { requireInClass, requireInRunningClass } from './membership.ts'
import { getServices } from './services.ts'

/** Other classes that the actor teaches or assists in, whose assignments they may take over. */
export async function listCopySources(actor: Actor, classroomId: string): Promise<Array<{ id: string; name: string }>> {
  const classes = await listClassrooms(actor)
  return classes.flatMap(({ id, name, role }) => (role === 'learner' || id === classroomId ? [] : { id, name }))
}

/**
 * Assigns what another class of the actor's assigns, by the same rules and without dates, which were the other class's. What is
 * assigned already stays as it is.
 * @throws DomainError 'forbidden' for who may not assign here, 'not-found' for a class of which the actor is no staff
 */
export async function copyAssignments(
  actor: Actor,
  classroomId: string,
  request: { from: string },
): Promise<{ copied: number; there: number }> {
  const { classroom } = await requireInRunningClass(actor, classroomId, 'change-assignments')
  const { classroom: source } = await requireInClass(actor, request.from, 'read-people')
  return inTransaction(getServices().database, async (transaction) => {
    await holdClassroom(transaction, classroom.id)
    const assignments = await listAssignments(transaction, source.id)
    let copied = 0
    for (const { id: _id, ...assignment } of assignments) {
      const settings = { ...assignment, opensAt: null, dueAt: null, closesAt: null }
      if ((await createAssignment(transaction, { ...settings, classroomId: classroom.id })) === undefined) continue
      copied += 1
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'assignment.added',
        subject: `classroom:${classroom.id}`,
        details: { ...settings, classroomId: undefined, copiedFrom: source.id },
      })
    }
    if (copied > 0) await notify(transaction, { type: 'class', classroomId: classroom.id })
    return { copied, there: assignments.length - copied }
  })
}
