/** Grades that people gave instead of the machine's. They stand beside the grade and make none stale. */
import type { Connection } from '../foundation/database.ts'

export interface OverrideRecord {
  assignmentId: string
  userId: string
  points: number
  reason: string
  createdAt: Date
}

/** Replaces the one that there was; what it was stands in the audit log. */
export async function putOverride(connection: Connection, override: Omit<OverrideRecord, 'createdAt'>): Promise<void> {
  const { assignmentId, userId, points, reason } = override
  await connection.override.upsert({
    where: { assignmentId_userId: { assignmentId, userId } },
    create: override,
    update: { points, reason, createdAt: new Date() },
  })
}

/** @returns whether there was one */
export async function deleteOverride(
  connection: Connection,
  override: { assignmentId: string; userId: string },
): Promise<boolean> {
  const { assignmentId, userId } = override
  const { count } = await connection.override.deleteMany({ where: { assignmentId, userId } })
  return count === 1
}

export async function listOverrides(
  connection: Connection,
  where: { classroomId: string; userIds?: readonly string[] },
): Promise<OverrideRecord[]> {
  return connection.override.findMany({
    where: {
      assignment: { classroomId: where.classroomId },
      ...(where.userIds === undefined ? {} : { userId: { in: [...where.userIds] } }),
    },
  })
}
