import 'server-only'
import { randomBytes } from 'node:crypto'

import { classApi } from '@/contracts/classes.ts'
import type { AnswerOf, BodyOf } from '@/contracts/contract.ts'
import { may, relationToClass, requirePermit } from '@/course/accounts/access.ts'
import type { Actor, EnrolmentRole } from '@/course/accounts/access.ts'
import { keepChanges } from '@/course/classes/class-log.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { makeJoinCode } from '@/course/classes/join-code.ts'
import { canonicalZone } from '@/course/time/zone-names.ts'
import { copyAssignments, listAssignments } from '@/store/assignments/assignments.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import {
  changeClassroom as storeChange,
  changeJoinCode,
  createClassroom as storeClassroom,
  deleteClassroom as storeDeletion,
} from '@/store/classes/classrooms.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { countLearners, enrol, listClassroomsOf } from '@/store/classes/enrolments.ts'
import { markAssignmentStale } from '@/store/grades/grades.ts'
import { notify } from '@/store/notices/notifications.ts'
import { deleteForsakenUsers } from '@/store/accounts/users.ts'

import { viewAssignment } from '../assignments/assignments.ts'
import type { AssignmentView } from '../assignments/assignments.ts'
import { joinStandingOf } from './joining.ts'
import type { JoinStanding } from './joining.ts'
import { requireInClass, requireInRunningClass } from '../membership/membership.ts'
import { parseInput } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'

export interface ClassroomSummary {
  id: string
  name: string
  timeZone: string
  role: EnrolmentRole
  learners: number
  archived: boolean
}

export interface ClassroomView {
  id: string
  name: string
  timeZone: string
  archived: boolean
  keepsGrades: boolean
  /** The actor's role in this class. */
  role: EnrolmentRole
  /** How people join; only staff see it. */
  joining: { code: string; standing: JoinStanding; endsAt: string | null } | null
  assignments: AssignmentView[]
  /** Only staff see it. */
  learners: number | null
}

/** Classes that the actor is enrolled in. */
export async function listClassrooms(context: Context, actor: Actor): Promise<ClassroomSummary[]> {
  requirePermit(actor, 'study', 'self')
  const found = await listClassroomsOf(context.database, actor.userId)
  return found.map(({ id, name, timeZone: zone, role, learners, archivedAt }) => ({
    id,
    name,
    timeZone: zone,
    role,
    learners,
    archived: archivedAt !== null,
  }))
}

/** The actor becomes its instructor. @throws DomainError 'forbidden' for learners */
export async function createClassroom(
  context: Context,
  actor: Actor,
  request: BodyOf<typeof classApi.create>,
): Promise<{ id: string }> {
  requirePermit(actor, 'create-classroom', 'self')
  const { name, timeZone: zone } = parseInput(classApi.create.body, request)
  return inTransaction(context.database, async (transaction) =>
    makeClassroom(transaction, actor, { name, timeZone: zone }),
  )
}

/**
 * A new class with the same assignments and settings, and nobody in it but the actor. Dates are left out: they belong to the
 * old term. @throws DomainError 'forbidden' for who may not make classes
 */
export async function copyClassroom(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof classApi.copy>,
): Promise<AnswerOf<typeof classApi.copy>> {
  const { classroom: source } = await requireInClass(context, actor, id, 'change-classroom')
  requirePermit(actor, 'create-classroom', 'self')
  const { name } = parseInput(classApi.copy.body, request)
  const { database } = context
  return inTransaction(database, async (transaction) => {
    const made = await makeClassroom(transaction, actor, {
      name,
      timeZone: source.timeZone,
      keepsGrades: source.keepsGrades,
    })
    const { copied } = await copyAssignments(transaction, { from: source.id, to: made.id })
    return { id: made.id, assignments: copied.length }
  })
}

/** What stands above each of its pages. @throws DomainError 'not-found' for who is not enrolled */
export async function getClassroomHead(
  context: Context,
  actor: Actor,
  id: string,
): Promise<Pick<ClassroomView, 'name' | 'role' | 'timeZone'>> {
  const { classroom: found, role } = await requireInClass(context, actor, id, 'read-classroom')
  return { name: found.name, role, timeZone: found.timeZone }
}

/** @throws DomainError 'not-found' for who is not enrolled */
export async function getClassroom(context: Context, actor: Actor, id: string): Promise<ClassroomView> {
  const { database } = context
  const { classroom: found, role } = await requireInClass(context, actor, id, 'read-classroom')
  const relation = relationToClass(role)
  const [assignments, learners] = await Promise.all([
    listAssignments(database, found.id),
    may(actor, 'read-people', relation) ? countLearners(database, found.id) : null,
  ])
  return {
    id: found.id,
    name: found.name,
    timeZone: found.timeZone,
    archived: found.archivedAt !== null,
    keepsGrades: found.keepsGrades,
    role,
    joining: may(actor, 'read-join-code', relation)
      ? {
          code: found.joinCode,
          standing: joinStandingOf(found, context.clock()),
          endsAt: found.joinEndsAt?.toISOString() ?? null,
        }
      : null,
    assignments: assignments.map(viewAssignment),
    learners,
  }
}

/** What is left out stays. Another time zone moves no instant, but days late are counted by its clocks from now on. */
export async function changeClassroom(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof classApi.change>,
): Promise<void> {
  const { archived, ...given } = parseInput(classApi.change.body, request)
  // Taking a class out of the archive is the one change that an archived class knows.
  const { classroom: found } =
    archived === false
      ? await requireInClass(context, actor, id, 'change-classroom')
      : await requireInRunningClass(context, actor, id, 'change-classroom')
  await inTransaction(context.database, async (transaction) => {
    await storeChange(transaction, found.id, {
      ...given,
      archivedAt: archived === undefined ? undefined : archived ? context.clock() : null,
    })
    // What comes after the archiving does not count, and counts again after a reopening.
    const moved = given.timeZone !== undefined && given.timeZone !== canonicalZone(found.timeZone)
    if (moved || archived !== undefined) {
      for (const assignment of await listAssignments(transaction, found.id)) {
        await markAssignmentStale(transaction, assignment.id)
      }
    }
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: archived === undefined ? 'classroom.changed' : archived ? 'classroom.archived' : 'classroom.reopened',
      subject: `classroom:${found.id}`,
      details: keepChanges(found, given),
    })
    await notify(transaction, { type: 'class', classroomId: found.id })
  })
}

/** Rotates the code, closes the door or opens it, or lets it close by itself. */
export async function changeJoining(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof classApi.changeJoining>,
): Promise<void> {
  const { rotate, open, endsAt } = parseInput(classApi.changeJoining.body, request)
  const { classroom: found } = await requireInRunningClass(context, actor, id, 'change-join-code')
  await inTransaction(context.database, async (transaction) => {
    if (rotate === true) await drawCode((code) => changeJoinCode(transaction, found.id, code))
    await storeChange(transaction, found.id, {
      joinOpen: open,
      joinEndsAt: typeof endsAt === 'string' ? new Date(endsAt) : endsAt,
    })
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'classroom.joining-changed',
      subject: `classroom:${found.id}`,
      details: { rotated: rotate, open, endsAt },
    })
  })
}

/**
 * Deletes the class with all that is its own: enrolments, assignments, grades, overrides, comments, regrades. People keep their
 * accounts and what they submitted; pseudonyms that only this class kept go too.
 * @param request.name has to be the class's own, so that nobody deletes the wrong one
 */
export async function deleteClassroom(
  context: Context,
  actor: Actor,
  id: string,
  request: BodyOf<typeof classApi.remove>,
): Promise<void> {
  const { classroom: found } = await requireInClass(context, actor, id, 'delete-classroom')
  if (request.name.trim() !== found.name) throw new DomainError('invalid-input', { field: 'name' })
  await inTransaction(context.database, async (transaction) => {
    await storeDeletion(transaction, found.id)
    await deleteForsakenUsers(transaction)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'classroom.deleted',
      subject: `classroom:${found.id}`,
      details: {},
    })
  })
}

async function makeClassroom(
  transaction: Transaction,
  actor: Actor,
  request: { name: string; timeZone: string; keepsGrades?: boolean },
): Promise<{ id: string }> {
  const { id } = await drawCode((joinCode) =>
    storeClassroom(transaction, { ...request, joinCode, createdById: actor.userId }),
  )
  await enrol(transaction, { classroomId: id, userId: actor.userId, role: 'instructor' })
  await appendAuditEvent(transaction, {
    actorId: actor.userId,
    action: 'classroom.created',
    subject: `classroom:${id}`,
    details: { name: request.name },
  })
  await notify(transaction, { type: 'enrolment', userId: actor.userId })
  return { id }
}

/** Draws codes until one is free; the second is needed once in 10¹⁴ classes. */
async function drawCode<T>(take: (code: string) => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 5; tries += 1) {
    const taken = await take(makeJoinCode(randomBytes))
    if (taken !== undefined) return taken
  }
  throw new Error('no join code was free in five draws')
}
