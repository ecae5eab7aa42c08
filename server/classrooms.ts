import 'server-only'
import { randomBytes } from 'node:crypto'
import { z } from 'zod'

import { isStaff, may, relationToClass, requirePermit } from '@/course/access.ts'
import type { Actor, EnrolmentRole } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { makeJoinCode, parseJoinCode } from '@/course/join-code.ts'
import { createAssignment, listAssignments } from '@/store/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments.ts'
import { appendAuditEvent } from '@/store/audit-events.ts'
import { createClassroom as storeClassroom, findClassroom, findClassroomByJoinCode } from '@/store/classrooms.ts'
import type { ClassroomRecord } from '@/store/classrooms.ts'
import { inTransaction } from '@/store/database.ts'
import type { Transaction } from '@/store/database.ts'
import { enrol, findEnrolmentRole, listClassroomsOf, listMembers } from '@/store/enrolments.ts'
import { notify } from '@/store/notifications.ts'

import { getExercise } from './exercises.ts'
import { parseId, parseInput, shortText } from './parse-input.ts'
import { getServices } from './services.ts'
import { requireUnderLimit } from './throttling.ts'

export interface ClassroomSummary {
  id: string
  name: string
  timeZone: string
  role: EnrolmentRole
  learners: number
  archived: boolean
}

/** Times are ISO 8601 in UTC; the class's time zone says how to show them. */
export interface AssignmentView {
  id: string
  slug: string
  opensAt: string | null
  dueAt: string | null
  points: number
}

export interface ClassroomView {
  id: string
  name: string
  timeZone: string
  archived: boolean
  /** The actor's role in this class. */
  role: EnrolmentRole
  /** Only staff see it. */
  code: string | null
  assignments: AssignmentView[]
  /** Only staff see it. */
  members: Array<{ id: string; name: string; email: string; role: EnrolmentRole }> | null
}

const timeZone = z.string().refine(isTimeZone, 'is no IANA time zone')

const classroom = z.object({ name: shortText(120), timeZone })

const assignment = z.object({
  classroomId: z.string(),
  slug: z.string(),
  opensAt: z.iso.datetime({ offset: true }).nullable().optional(),
  dueAt: z.iso.datetime({ offset: true }).nullable(),
  points: z.int().min(0).max(1000).optional(),
})

/** Classes that the actor is enrolled in. */
export async function listClassrooms(actor: Actor): Promise<ClassroomSummary[]> {
  const found = await listClassroomsOf(getServices().database, actor.userId)
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
export async function createClassroom(actor: Actor, request: z.input<typeof classroom>): Promise<{ id: string }> {
  requirePermit(actor, 'create-classroom', 'self')
  const { name, timeZone: zone } = parseInput(classroom, request)
  return inTransaction(getServices().database, async (transaction) => {
    const { id } = await makeClassroom(transaction, { name, timeZone: zone, createdById: actor.userId })
    await enrol(transaction, { classroomId: id, userId: actor.userId, role: 'instructor' })
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'classroom.created',
      subject: `classroom:${id}`,
      details: { name },
    })
    await notify(transaction, { type: 'enrolment', userId: actor.userId })
    return { id }
  })
}

/** Joining twice changes nothing. @throws DomainError 'not-found' for a wrong code, 'too-many-requests' */
export async function joinClassroom(actor: Actor, typedCode: string): Promise<{ id: string }> {
  const { database } = getServices()
  await requireUnderLimit(database, [{ rule: 'join', subject: actor.userId }], new Date())
  const code = parseJoinCode(typedCode)
  const found = code === undefined ? undefined : await findClassroomByJoinCode(database, code)
  if (found === undefined) throw new DomainError('not-found')
  await inTransaction(database, async (transaction) => {
    const isNew = await enrol(transaction, { classroomId: found.id, userId: actor.userId, role: 'learner' })
    if (!isNew) return
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'classroom.joined',
      subject: `classroom:${found.id}`,
      details: {},
    })
    await notify(transaction, { type: 'enrolment', userId: actor.userId })
    await notify(transaction, { type: 'class', classroomId: found.id })
  })
  return { id: found.id }
}

/** @throws DomainError 'not-found' for who is not enrolled */
export async function getClassroom(actor: Actor, id: string): Promise<ClassroomView> {
  const { database } = getServices()
  const { found, role } = await findMembership(actor, id)
  const relation = relationToClass(role)
  requirePermit(actor, 'read-classroom', relation)
  const [assignments, members] = await Promise.all([
    listAssignments(database, found.id),
    isStaff(role) ? listMembers(database, found.id) : null,
  ])
  return {
    id: found.id,
    name: found.name,
    timeZone: found.timeZone,
    archived: found.archivedAt !== null,
    role,
    code: may(actor, 'read-join-code', relation) ? found.joinCode : null,
    assignments: assignments.map(viewAssignment),
    members,
  }
}

/** @throws DomainError 'already-assigned', 'not-found' for an unknown class or exercise, 'forbidden' for who does not teach it */
export async function addAssignment(actor: Actor, request: z.input<typeof assignment>): Promise<{ id: string }> {
  const { classroomId, slug, opensAt, dueAt, points } = parseInput(assignment, request)
  const { found, role } = await findMembership(actor, classroomId)
  requirePermit(actor, 'add-assignment', relationToClass(role))
  const exercise = await getExercise(slug)
  return inTransaction(getServices().database, async (transaction) => {
    const created = await createAssignment(transaction, {
      classroomId: found.id,
      slug,
      opensAt: parseTime(opensAt ?? null),
      dueAt: parseTime(dueAt),
      points: points ?? exercise.meta.points,
    })
    if (created === undefined) throw new DomainError('already-assigned')
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'assignment.added',
      subject: `classroom:${found.id}`,
      details: { slug, dueAt },
    })
    await notify(transaction, { type: 'class', classroomId: found.id })
    return { id: created.id }
  })
}

/** The class and the actor's role in it. @throws DomainError 'not-found' alike for no class and no membership */
export async function findMembership(
  actor: Actor,
  classroomId: string,
): Promise<{ found: ClassroomRecord; role: EnrolmentRole }> {
  const { database } = getServices()
  const id = parseId(z.uuid(), classroomId)
  const [found, role] = await Promise.all([findClassroom(database, id), findEnrolmentRole(database, id, actor.userId)])
  if (found === undefined || role === undefined) throw new DomainError('not-found')
  return { found, role }
}

export function viewAssignment({ id, slug, opensAt, dueAt, points }: AssignmentRecord): AssignmentView {
  return { id, slug, opensAt: opensAt?.toISOString() ?? null, dueAt: dueAt?.toISOString() ?? null, points }
}

/** Draws codes until one is free; the second is needed once in 10¹⁴ classes. */
async function makeClassroom(
  transaction: Transaction,
  request: { name: string; timeZone: string; createdById: string },
): Promise<ClassroomRecord> {
  for (let tries = 0; tries < 5; tries += 1) {
    const created = await storeClassroom(transaction, { ...request, joinCode: makeJoinCode(randomBytes) })
    if (created !== undefined) return created
  }
  throw new Error('no join code was free in five draws')
}

function parseTime(time: string | null): Date | null {
  return time === null ? null : new Date(time)
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
