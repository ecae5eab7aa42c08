import 'server-only'
import { z } from 'zod'

import { relationToClass, requirePermit } from '@/course/accounts/access.ts'
import type { Action, Actor, EnrolmentRole } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { findClassroom } from '@/store/classes/classrooms.ts'
import type { ClassroomRecord } from '@/store/classes/classrooms.ts'
import { findEnrolmentRole } from '@/store/classes/enrolments.ts'

import { parseId } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

export interface Membership {
  classroom: ClassroomRecord
  /** The actor's role in it. */
  role: EnrolmentRole
}

/**
 * The door to a class: whoever may do this there.
 * @throws DomainError 'not-found' alike for no class and no membership, 'forbidden' for members who may not
 */
export async function requireInClass(
  context: Context,
  actor: Actor,
  classroomId: string,
  action: Action,
): Promise<Membership> {
  const { database } = context
  const id = parseId(z.uuid(), classroomId)
  const [classroom, role] = await Promise.all([
    findClassroom(database, id),
    findEnrolmentRole(database, id, actor.userId),
  ])
  if (classroom === undefined || role === undefined) throw new DomainError('not-found')
  requirePermit(actor, action, relationToClass(role))
  return { classroom, role }
}

/** The same, for what changes something. @throws DomainError 'class-archived' as well: an archived class is only read */
export async function requireInRunningClass(
  context: Context,
  actor: Actor,
  classroomId: string,
  action: Action,
): Promise<Membership> {
  const membership = await requireInClass(context, actor, classroomId, action)
  if (membership.classroom.archivedAt !== null) throw new DomainError('class-archived')
  return membership
}
