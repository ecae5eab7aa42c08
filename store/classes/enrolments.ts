import type { EnrolmentRole } from '../../course/accounts/access.ts'
import { runningAt } from './classrooms.ts'
import type { ClassroomRecord } from './classrooms.ts'
import type { Connection, Transaction } from '../foundation/database.ts'

/** Removed people are strangers: every question here is about those who are not, unless it says so. */

/** Who is enrolled already keeps their role, and who was removed stays so. @returns whether anything changed */
export async function enrol(
  connection: Connection,
  enrolment: { classroomId: string; userId: string; role: EnrolmentRole },
): Promise<boolean> {
  const { count } = await connection.enrolment.createMany({ data: [enrolment], skipDuplicates: true })
  return count === 1
}

export interface EnrolmentRecord {
  role: EnrolmentRole
  studentId: string | null
  /** The class's name for them; null where no roster gave one. */
  rosterName: string | null
  removedAt: Date | null
  /** When they left by themselves: `removedAt` too. Nobody but they ends that. */
  leftAt: Date | null
}

/** Also of who was removed. */
export async function findEnrolment(
  connection: Connection,
  classroomId: string,
  userId: string,
): Promise<EnrolmentRecord | undefined> {
  const enrolment = await connection.enrolment.findUnique({
    where: { classroomId_userId: { classroomId, userId } },
    select: { role: true, studentId: true, rosterName: true, removedAt: true, leftAt: true },
  })
  return enrolment ?? undefined
}

/**
 * What is left out stays; but who is removed or comes back has not left, unless the change says so.
 * @returns whether there is such an enrolment
 */
export async function changeEnrolment(
  connection: Connection,
  enrolment: { classroomId: string; userId: string },
  change: Partial<EnrolmentRecord>,
): Promise<boolean> {
  const { classroomId, userId } = enrolment
  const data = change.removedAt === undefined ? change : { leftAt: null, ...change }
  const { count } = await connection.enrolment.updateMany({ where: { classroomId, userId }, data })
  return count === 1
}

/** Whether somebody else who is present has the number: held by one person at a time, so ask while the class is held. */
export async function isStudentIdTaken(
  connection: Connection,
  wish: { classroomId: string; userId: string; studentId: string },
): Promise<boolean> {
  const { classroomId, userId, studentId } = wish
  const holder = await connection.enrolment.findFirst({
    where: { classroomId, studentId, removedAt: null, userId: { not: userId } },
    select: { userId: true },
  })
  return holder !== null
}

/** So that numbers can be handed round: each is free before anybody gets it. */
export async function clearStudentIds(
  transaction: Transaction,
  where: { classroomId: string; userIds: string[] },
): Promise<void> {
  const { classroomId, userIds } = where
  await transaction.enrolment.updateMany({
    where: { classroomId, userId: { in: userIds } },
    data: { studentId: null },
  })
}

/** Whoever holds the same class waits for the end of this transaction: what was looked at is so when it is acted on. */
export async function holdClassroom(transaction: Transaction, classroomId: string): Promise<void> {
  await transaction.$queryRaw`SELECT FROM classrooms WHERE id = ${classroomId}::uuid FOR NO KEY UPDATE`
}

/** Holds the class: so the last instructor is not removed twice at once. */
export async function countInstructors(transaction: Transaction, classroomId: string): Promise<number> {
  await holdClassroom(transaction, classroomId)
  return transaction.enrolment.count({ where: { classroomId, role: 'instructor', removedAt: null } })
}

export async function findEnrolmentRole(
  connection: Connection,
  classroomId: string,
  userId: string,
): Promise<EnrolmentRole | undefined> {
  const enrolment = await connection.enrolment.findUnique({
    where: { classroomId_userId: { classroomId, userId }, removedAt: null },
    select: { role: true },
  })
  return enrolment?.role
}

export async function listInstructors(connection: Connection, classroomId: string): Promise<string[]> {
  const enrolments = await connection.enrolment.findMany({
    where: { classroomId, role: 'instructor', removedAt: null },
    select: { userId: true },
  })
  return enrolments.map(({ userId }) => userId)
}

/** Removed ones left out. */
export async function countLearners(connection: Connection, classroomId: string): Promise<number> {
  return connection.enrolment.count({ where: { classroomId, role: 'learner', removedAt: null } })
}

/** Newest class first; archived ones last. */
export async function listClassroomsOf(
  connection: Connection,
  userId: string,
): Promise<Array<ClassroomRecord & { role: EnrolmentRole; learners: number }>> {
  const enrolments = await connection.enrolment.findMany({
    where: { userId, removedAt: null },
    include: {
      classroom: {
        include: { _count: { select: { enrolments: { where: { role: 'learner', removedAt: null } } } } },
      },
    },
    orderBy: [{ classroom: { archivedAt: { sort: 'desc', nulls: 'first' } } }, { classroom: { createdAt: 'desc' } }],
  })
  return enrolments.map(({ role, classroom: { _count, ...classroom } }) => ({
    ...classroom,
    role,
    learners: _count.enrolments,
  }))
}

export async function listMembers(connection: Connection, classroomId: string): Promise<MemberRecord[]> {
  const members = await listEveryMember(connection, classroomId)
  return members.filter(({ removedAt }) => removedAt === null)
}

export interface MemberRecord extends EnrolmentRecord {
  id: string
  name: string
  /** Empty for a pseudonym. */
  email: string
  emailVerified: boolean
  joinedAt: Date
}

/** Removed ones too. */
export async function listEveryMember(connection: Connection, classroomId: string): Promise<MemberRecord[]> {
  const enrolments = await connection.enrolment.findMany({
    where: { classroomId },
    include: { user: { select: { id: true, displayName: true, email: true, emailVerifiedAt: true, deletedAt: true } } },
    orderBy: [{ user: { displayName: 'asc' } }, { userId: 'asc' }],
  })
  return enrolments.map(({ role, studentId, rosterName, removedAt, leftAt, createdAt, user }) => ({
    id: user.id,
    name: user.displayName,
    email: user.deletedAt === null ? user.email : '',
    emailVerified: user.emailVerifiedAt !== null,
    role,
    studentId,
    rosterName,
    removedAt,
    leftAt,
    joinedAt: createdAt,
  }))
}

/** Classes whose board the user may watch. */
export async function listStaffedClassroomIds(connection: Connection, userId: string): Promise<string[]> {
  const enrolments = await connection.enrolment.findMany({
    where: { userId, removedAt: null, role: { in: ['assistant', 'instructor'] } },
    select: { classroomId: true },
  })
  return enrolments.map(({ classroomId }) => classroomId)
}

/**
 * The strongest role that `viewerId` has in any class where `ownerId` learns and the exercise is assigned.
 * @param request.takenAt when the server took the submission that it is about
 * @returns undefined when there is no such class
 */
export async function findStaffRoleOver(
  connection: Connection,
  request: { viewerId: string; ownerId: string; slug: string; takenAt: Date },
): Promise<'assistant' | 'instructor' | undefined> {
  const enrolments = await connection.enrolment.findMany({
    where: {
      userId: request.viewerId,
      role: { in: ['assistant', 'instructor'] },
      removedAt: null,
      classroom: {
        enrolments: { some: { userId: request.ownerId, role: 'learner', removedAt: null } },
        assignments: { some: { slug: request.slug } },
        ...runningAt(request.takenAt),
      },
    },
    select: { role: true },
  })
  if (enrolments.length === 0) return undefined
  return enrolments.some(({ role }) => role === 'instructor') ? 'instructor' : 'assistant'
}

/** Whether the user is an instructor of a class, whatever their role on the site. */
export async function teachesClass(connection: Connection, userId: string): Promise<boolean> {
  return (await connection.enrolment.count({ where: { userId, role: 'instructor', removedAt: null } })) > 0
}
