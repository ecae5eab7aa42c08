import type { Connection } from './database.ts'
import type { ClassroomRecord } from './classrooms.ts'

export type EnrolmentRole = 'learner' | 'assistant' | 'instructor'

/** Who is enrolled already keeps their role. @returns whether anything changed */
export async function enrol(
  connection: Connection,
  enrolment: { classroomId: string; userId: string; role: EnrolmentRole },
): Promise<boolean> {
  const { count } = await connection.enrolment.createMany({ data: [enrolment], skipDuplicates: true })
  return count === 1
}

export async function findEnrolmentRole(
  connection: Connection,
  classroomId: string,
  userId: string,
): Promise<EnrolmentRole | undefined> {
  const enrolment = await connection.enrolment.findUnique({
    where: { classroomId_userId: { classroomId, userId } },
    select: { role: true },
  })
  return enrolment?.role
}

/** Newest class first; archived ones last. */
export async function listClassroomsOf(
  connection: Connection,
  userId: string,
): Promise<Array<ClassroomRecord & { role: EnrolmentRole; learners: number }>> {
  const enrolments = await connection.enrolment.findMany({
    where: { userId },
    include: { classroom: { include: { _count: { select: { enrolments: { where: { role: 'learner' } } } } } } },
    orderBy: [{ classroom: { archivedAt: { sort: 'desc', nulls: 'first' } } }, { classroom: { createdAt: 'desc' } }],
  })
  return enrolments.map(({ role, classroom: { _count, ...classroom } }) => ({
    ...classroom,
    role,
    learners: _count.enrolments,
  }))
}

export async function listMembers(
  connection: Connection,
  classroomId: string,
): Promise<Array<{ id: string; name: string; email: string; role: EnrolmentRole }>> {
  const enrolments = await connection.enrolment.findMany({
    where: { classroomId },
    include: { user: { select: { id: true, displayName: true, email: true } } },
    orderBy: [{ user: { displayName: 'asc' } }, { userId: 'asc' }],
  })
  return enrolments.map(({ role, user }) => ({ id: user.id, name: user.displayName, email: user.email, role }))
}

/** Classes whose board the user may watch. */
export async function listStaffedClassroomIds(connection: Connection, userId: string): Promise<string[]> {
  const enrolments = await connection.enrolment.findMany({
    where: { userId, role: { in: ['assistant', 'instructor'] } },
    select: { classroomId: true },
  })
  return enrolments.map(({ classroomId }) => classroomId)
}

/**
 * The strongest role that `viewerId` has in any class where `ownerId` learns and the exercise is assigned.
 * @returns undefined when there is no such class
 */
export async function findStaffRoleOver(
  connection: Connection,
  request: { viewerId: string; ownerId: string; slug: string },
): Promise<'assistant' | 'instructor' | undefined> {
  const enrolments = await connection.enrolment.findMany({
    where: {
      userId: request.viewerId,
      role: { in: ['assistant', 'instructor'] },
      classroom: {
        enrolments: { some: { userId: request.ownerId, role: 'learner' } },
        assignments: { some: { slug: request.slug } },
      },
    },
    select: { role: true },
  })
  if (enrolments.length === 0) return undefined
  return enrolments.some(({ role }) => role === 'instructor') ? 'instructor' : 'assistant'
}
