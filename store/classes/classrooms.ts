import { Prisma } from '../../prisma/generated/client.ts'
import type { Connection } from '../foundation/database.ts'

export interface ClassroomRecord {
  id: string
  name: string
  timeZone: string
  joinCode: string
  joinOpen: boolean
  /** Nobody joins by code after this. */
  joinEndsAt: Date | null
  /** Whether the grades of a learner who deletes their account stay, under a pseudonym, while the class runs. */
  keepsGrades: boolean
  createdAt: Date
  archivedAt: Date | null
}

/** An archived class is only read: what the server took after it was archived is none of its work, until it is reopened. */
export const takenWhileRunning = Prisma.sql`
  (classrooms.archived_at IS NULL OR submissions.created_at <= classrooms.archived_at)`

/** The same, of a class, for a submission that the server took then. */
export function runningAt(takenAt: Date): Prisma.ClassroomWhereInput {
  return { OR: [{ archivedAt: null }, { archivedAt: { gte: takenAt } }] }
}

/** @returns undefined when the join code is taken: draw another */
export async function createClassroom(
  connection: Connection,
  classroom: { name: string; timeZone: string; joinCode: string; createdById: string; keepsGrades?: boolean },
): Promise<ClassroomRecord | undefined> {
  const [created] = await connection.classroom.createManyAndReturn({ data: [classroom], skipDuplicates: true })
  return created
}

export async function findClassroom(connection: Connection, id: string): Promise<ClassroomRecord | undefined> {
  return (await connection.classroom.findUnique({ where: { id } })) ?? undefined
}

export async function listClassroomsById(connection: Connection, ids: readonly string[]): Promise<ClassroomRecord[]> {
  return connection.classroom.findMany({ where: { id: { in: [...ids] } } })
}

/** Whatever its standing: whether it takes anybody in is the domain's to say. */
export async function findClassroomByJoinCode(
  connection: Connection,
  joinCode: string,
): Promise<ClassroomRecord | undefined> {
  return (await connection.classroom.findUnique({ where: { joinCode } })) ?? undefined
}

/** What is left out stays. */
export async function changeClassroom(
  connection: Connection,
  id: string,
  change: { [Key in ClassroomSetting]?: ClassroomRecord[Key] | undefined },
): Promise<void> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  await connection.classroom.update({ where: { id }, data: given })
}

type ClassroomSetting = 'name' | 'timeZone' | 'joinOpen' | 'joinEndsAt' | 'keepsGrades' | 'archivedAt'

/** @returns undefined when the code is taken: draw another */
export async function changeJoinCode(
  connection: Connection,
  id: string,
  joinCode: string,
): Promise<ClassroomRecord | undefined> {
  if ((await findClassroomByJoinCode(connection, joinCode)) !== undefined) return undefined
  return connection.classroom.update({ where: { id }, data: { joinCode } })
}

/** With its enrolments, assignments, grades, comments and regrades; people and their submissions stay their own. */
export async function deleteClassroom(connection: Connection, id: string): Promise<void> {
  await connection.classroom.delete({ where: { id } })
}
