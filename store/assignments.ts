import type { Connection } from './database.ts'

export interface AssignmentRecord {
  id: string
  classroomId: string
  slug: string
  opensAt: Date | null
  dueAt: Date | null
  points: number
}

/** @returns undefined when the class has this exercise already */
export async function createAssignment(
  connection: Connection,
  assignment: { classroomId: string; slug: string; opensAt: Date | null; dueAt: Date | null; points: number },
): Promise<AssignmentRecord | undefined> {
  const [created] = await connection.assignment.createManyAndReturn({ data: [assignment], skipDuplicates: true })
  return created
}

/** What is due first comes first; without a due date last. */
export async function listAssignments(connection: Connection, classroomId: string): Promise<AssignmentRecord[]> {
  return connection.assignment.findMany({
    where: { classroomId },
    orderBy: [{ dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }, { id: 'asc' }],
  })
}

/** Classes in which the user learns and this exercise is assigned: their boards move when the user's verdict arrives. */
export async function listClassroomsAssigning(
  connection: Connection,
  request: { userId: string; slug: string },
): Promise<string[]> {
  const assignments = await connection.assignment.findMany({
    where: { slug: request.slug, classroom: { enrolments: { some: { userId: request.userId, role: 'learner' } } } },
    select: { classroomId: true },
  })
  return assignments.map(({ classroomId }) => classroomId)
}
