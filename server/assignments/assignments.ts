import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'

import { assignmentApi, extensionApi } from '@/contracts/assignments.ts'
import type { AssignmentSettings as GivenSettings } from '@/contracts/assignments.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { keepChanges } from '@/course/classes/class-log.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { gainsOf, uselessFieldOf } from '@/course/assignments/extension-gains.ts'
import {
  changeAssignment as storeChange,
  createAssignment,
  deleteAssignment,
  deleteExtension,
  findAssignment,
  listAssignments,
  listExtensions,
  putExtension,
} from '@/store/assignments/assignments.ts'
import type { AssignmentRecord, AssignmentSettings, ExtensionRecord } from '@/store/assignments/assignments.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { findEnrolmentRole, holdClassroom } from '@/store/classes/enrolments.ts'
import { addNotices } from '@/store/notices/notices.ts'
import { notify } from '@/store/notices/notifications.ts'

import { getExercise } from '../course/exercises.ts'
import { extensionOf, scheduleOf } from '../grades/grades.ts'
import { requireInClass, requireInRunningClass } from '../membership/membership.ts'
import { parseId, parseInput } from '../foundation/parse-input.ts'
import type { CourseContext } from '../course/course-context.ts'
import type { Context } from '../foundation/context.ts'

/** Times are ISO 8601 in UTC; the class's time zone says how to show them. */
export interface AssignmentView {
  id: string
  slug: string
  opensAt: string | null
  dueAt: string | null
  closesAt: string | null
  points: number
  latePolicy: AssignmentSettings['latePolicy']
  /** Of the points, a day; 0 unless the policy is `daily`. */
  latePercent: number
  attemptLimit: number | null
  counting: AssignmentSettings['counting']
  solutionOpens: AssignmentSettings['solutionOpens']
}

/** Times are ISO 8601 in UTC. What is null stays as the assignment says. */
export interface ExtensionView {
  assignmentId: string
  userId: string
  dueAt: string | null
  closesAt: string | null
  extraAttempts: number
  reason: string
}

/** What the log calls the state before the first one. */
const noExtension = { dueAt: null, closesAt: null, extraAttempts: 0 }

/**
 * Assigns exercises with the same settings: all of them, or none.
 * @throws DomainError 'already-assigned' with the `slug`, 'not-found' for an unknown class or exercise, 'forbidden' for who does
 * not teach it, 'invalid-input' with `field` where times are in the wrong order
 */
export async function addAssignments(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
  request: BodyOf<typeof assignmentApi.add>,
): Promise<{ ids: string[] }> {
  const { slugs, points: given, ...rest } = parseInput(assignmentApi.add.body, request)
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-assignments')
  const exercises = await Promise.all(slugs.map((slug) => getExercise(context, slug)))
  return inTransaction(context.database, async (transaction) => {
    const ids: string[] = []
    for (const { slug, meta } of exercises) {
      const settings = settingsOf({ ...rest, points: given ?? meta.points })
      const created = await createAssignment(transaction, { classroomId: classroom.id, slug, ...settings })
      if (created === undefined) throw new DomainError('already-assigned', { slug })
      ids.push(created.id)
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'assignment.added',
        subject: `classroom:${classroom.id}`,
        details: { slug, ...rest, points: settings.points },
      })
    }
    await notify(transaction, { type: 'class', classroomId: classroom.id })
    return { ids }
  })
}

/** Grades are computed anew by the new rules; what was sent stays as it was sent. */
export async function changeAssignment(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof assignmentApi.change>,
): Promise<void> {
  const assignment = await requireAssignment(context, actor, id)
  const given = parseInput(assignmentApi.change.body, request)
  const settings = settingsOf(given)
  await inTransaction(context.database, async (transaction) => {
    await storeChange(transaction, assignment.id, settings)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'assignment.changed',
      subject: `classroom:${assignment.classroomId}`,
      details: { slug: assignment.slug, ...keepChanges(assignment, settings) },
    })
    await notify(transaction, { type: 'class', classroomId: assignment.classroomId })
  })
}

/** Grades, overrides and extensions go with it; submissions stay, and count again when it is assigned again. */
export async function removeAssignment(context: Context, actor: Actor, id: string): Promise<void> {
  const assignment = await requireAssignment(context, actor, id)
  await inTransaction(context.database, async (transaction) => {
    await deleteAssignment(transaction, assignment.id)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'assignment.removed',
      subject: `classroom:${assignment.classroomId}`,
      details: { slug: assignment.slug },
    })
    await notify(transaction, { type: 'class', classroomId: assignment.classroomId })
  })
}

/**
 * Gives a learner more time or attempts; it replaces the extension that there was, and is allowed after the deadline too. The
 * learner is told of what is new to them.
 * @throws DomainError 'not-found' for who does not learn in the class, 'invalid-input' with the `field` that gives nothing: an end
 * that the assignment does not have, or one that is not later than it is anyway
 */
export async function grantExtension(
  context: Context,
  actor: Actor,
  id: string,
  request: { userId: string } & BodyOf<typeof extensionApi.grant>,
): Promise<void> {
  const assignment = await requireAssignment(context, actor, id, 'grant-extension')
  const { userId: learner, ...given } = request
  const userId = parseId(z.uuid(), learner)
  const { dueAt, closesAt, extraAttempts, reason } = parseInput(extensionApi.grant.body, given)
  const { id: assignmentId, classroomId, slug } = assignment
  await requireLearner(context, classroomId, userId)
  const times = { dueAt: parseTime(dueAt), closesAt: parseTime(closesAt) }
  const granted = { assignmentId, userId, ...times, extraAttempts, reason }
  const field = uselessFieldOf(scheduleOf(assignment), extensionOf(granted))
  if (field !== null) throw new DomainError('invalid-input', { field })
  await inTransaction(context.database, async (transaction) => {
    await holdClassroom(transaction, classroomId)
    const [before] = await listExtensions(transaction, { classroomId, assignmentId, userIds: [userId] })
    await putExtension(transaction, granted)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'extension.granted',
      subject: `classroom:${classroomId}`,
      details: { slug, userId, reason, ...keepChanges(before ?? noExtension, granted) },
    })
    const gains = tellGains(assignment, granted)
    if (before === undefined || !isDeepStrictEqual(tellGains(assignment, before), gains)) {
      await tellOfExtension(transaction, { assignment, userId, kind: 'extension', gains })
    }
    await notify(transaction, { type: 'class', classroomId, userId })
  })
}

/** What was on time only by the extension is late again. The learner is told. @throws DomainError 'not-found' where there is none */
export async function withdrawExtension(context: Context, actor: Actor, id: string, userId: string): Promise<void> {
  const assignment = await requireAssignment(context, actor, id, 'grant-extension')
  const learner = parseId(z.uuid(), userId)
  const { id: assignmentId, classroomId, slug } = assignment
  await inTransaction(context.database, async (transaction) => {
    await holdClassroom(transaction, classroomId)
    const there = await deleteExtension(transaction, { assignmentId, userId: learner })
    if (!there) throw new DomainError('not-found')
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'extension.withdrawn',
      subject: `classroom:${classroomId}`,
      details: { slug, userId: learner },
    })
    await tellOfExtension(transaction, { assignment, userId: learner, kind: 'extension-withdrawn', gains: {} })
    await notify(transaction, { type: 'class', classroomId, userId: learner })
  })
}

/** What the learner has by it and nobody else has, as notices store it. */
function tellGains(assignment: AssignmentRecord, record: ExtensionRecord) {
  const { dueAt, closesAt } = gainsOf(scheduleOf(assignment), extensionOf(record))
  const tell = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return { dueAt: tell(dueAt), closesAt: tell(closesAt), extraAttempts: record.extraAttempts }
}

async function tellOfExtension(
  transaction: Transaction,
  told: {
    assignment: AssignmentRecord
    userId: string
    kind: 'extension' | 'extension-withdrawn'
    gains: Record<string, string | number | null>
  },
): Promise<void> {
  const { assignment, userId, kind, gains } = told
  const { id, classroomId, slug } = assignment
  const dedupeKey = `${kind}:${id}:${Date.now()}`
  await addNotices(transaction, [{ userId, kind, details: { classroomId, slug, ...gains }, dedupeKey }])
}

/** Assignments of a class with every extension in it. @throws DomainError 'forbidden' for its learners */
export async function getAssignmentSettings(
  context: Context,
  actor: Actor,
  classroomId: string,
): Promise<{ assignments: AssignmentView[]; extensions: ExtensionView[] }> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-people')
  const [assignments, extensions] = await Promise.all([
    listAssignments(database, classroom.id),
    listExtensions(database, { classroomId: classroom.id }),
  ])
  return {
    assignments: assignments.map(viewAssignment),
    extensions: extensions.map(({ dueAt, closesAt, ...rest }) => ({
      ...rest,
      dueAt: dueAt?.toISOString() ?? null,
      closesAt: closesAt?.toISOString() ?? null,
    })),
  }
}

export function viewAssignment({ classroomId: _classroom, ...record }: AssignmentRecord): AssignmentView {
  const { opensAt, dueAt, closesAt } = record
  return {
    ...record,
    opensAt: opensAt?.toISOString() ?? null,
    dueAt: dueAt?.toISOString() ?? null,
    closesAt: closesAt?.toISOString() ?? null,
  }
}

/** For other files of this room alone: an assignment of a running class in which the actor may do this. */
export async function requireAssignment(
  context: Context,
  actor: Actor,
  id: string,
  action: 'change-assignments' | 'grant-extension' | 'override-grade' = 'change-assignments',
): Promise<AssignmentRecord> {
  const assignment = await findAssignment(context.database, parseId(z.uuid(), id))
  if (assignment === undefined) throw new DomainError('not-found')
  await requireInRunningClass(context, actor, assignment.classroomId, action)
  return assignment
}

/** @throws DomainError 'not-found' for who does not learn in this class */
export async function requireLearner(context: Context, classroomId: string, userId: string): Promise<void> {
  const role = await findEnrolmentRole(context.database, classroomId, parseId(z.uuid(), userId))
  if (role !== 'learner') throw new DomainError('not-found')
}

/** @throws DomainError 'invalid-input' with the `field` whose time is before the one that it follows */
function settingsOf(given: GivenSettings): AssignmentSettings {
  const [opensAt, dueAt, closesAt] = [parseTime(given.opensAt), parseTime(given.dueAt), parseTime(given.closesAt)]
  if (opensAt !== null && dueAt !== null && dueAt <= opensAt) throw new DomainError('invalid-input', { field: 'dueAt' })
  const earliest = dueAt ?? opensAt
  if (earliest !== null && closesAt !== null && closesAt < earliest) {
    throw new DomainError('invalid-input', { field: 'closesAt' })
  }
  // What opens after a date needs one.
  const end = given.solutionOpens === 'due' ? dueAt : (closesAt ?? dueAt)
  if (given.solutionOpens !== 'passed' && end === null) throw new DomainError('invalid-input', { field: 'dueAt' })
  return { ...given, opensAt, dueAt, closesAt, latePercent: given.latePolicy === 'daily' ? given.latePercent : 0 }
}

function parseTime(typed: string | null): Date | null {
  return typed === null ? null : new Date(typed)
}
