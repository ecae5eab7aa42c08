import 'server-only'
import { z } from 'zod'

import { relationToClass, requirePermit } from '@/course/accounts/access.ts'
import type { Action, Actor, Relation } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { listSubmissionClasses } from '@/store/submissions/submission-classes.ts'
import type { SubmissionClass } from '@/store/submissions/submission-classes.ts'
import { findSubmission } from '@/store/submissions/submissions.ts'
import type { SubmissionWithContext } from '@/store/submissions/submissions.ts'

import { parseId } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

/** For other files of this room alone: who may look at a submission as the work of which class. */

export interface OpenedSubmission {
  submission: SubmissionWithContext
  /** In which the actor may see it; none for a learner who submitted it for themselves. */
  classes: SubmissionClass[]
  mine: boolean
}

/** @throws DomainError 'not-found' for who is neither its owner nor staff of a class that assigns it to them */
export async function openSubmission(context: Context, actor: Actor, id: string): Promise<OpenedSubmission> {
  const { database } = context
  const submission = await findSubmission(database, parseId(z.uuid(), id))
  if (submission === undefined) throw new DomainError('not-found')
  const { userId: ownerId, slug, createdAt: takenAt } = submission
  const classes = await listSubmissionClasses(database, { viewerId: actor.userId, ownerId, slug, takenAt })
  const mine = ownerId === actor.userId
  requirePermit(actor, 'read-submission', mine ? 'self' : relationToClass(classes[0]?.role))
  return { submission, classes, mine }
}

/**
 * The submission as the work of one class.
 * @throws DomainError 'not-found' for a class in which the actor may not see it, 'forbidden' for who sees it and may not do this
 */
export async function requireSubmissionInClass(
  context: Context,
  actor: Actor,
  request: { submissionId: string; classroomId: string; action: Action },
): Promise<OpenedSubmission & { chosen: SubmissionClass }> {
  const opened = await openSubmission(context, actor, request.submissionId)
  const chosen = opened.classes.find(({ classroom }) => classroom.id === request.classroomId)
  if (chosen === undefined) throw new DomainError('not-found')
  requirePermit(actor, request.action, relationIn(opened, chosen))
  return { ...opened, chosen }
}

export function relationIn(opened: OpenedSubmission, chosen: SubmissionClass): Relation {
  return opened.mine ? 'self' : relationToClass(chosen.role)
}
