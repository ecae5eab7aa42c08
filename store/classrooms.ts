import type { Connection } from './database.ts'

export interface ClassroomRecord {
  id: string
  name: string
  timeZone: string
  joinCode: string
  createdAt: Date
  archivedAt: Date | null
}

/** @returns undefined when the join code is taken: draw another */
export async function createClassroom(
  connection: Connection,
  classroom: { name: string; timeZone: string; joinCode: string; createdById: string },
): Promise<ClassroomRecord | undefined> {
  const [created] = await connection.classroom.createManyAndReturn({ data: [classroom], skipDuplicates: true })
  return created
}

export async function findClassroom(connection: Connection, id: string): Promise<ClassroomRecord | undefined> {
  return (await connection.classroom.findUnique({ where: { id } })) ?? undefined
}

/** Archived classes take nobody in. */
export async function findClassroomByJoinCode(
  connection: Connection,
  joinCode: string,
): Promise<ClassroomRecord | undefined> {
  return (await connection.classroom.findFirst({ where: { joinCode, archivedAt: null } })) ?? undefined
}
