/** What people are told. A notice holds ids and small facts; the interface has the words. */
import type { Json } from '../grader/exercise/exercise.ts'
import type { Connection } from './database.ts'
import { parseJson } from './json.ts'
import { notify } from './notifications.ts'

export interface NoticeRecord {
  id: string
  userId: string
  kind: string
  details: Json
  createdAt: Date
  readAt: Date | null
}

/** The same thing, by its key, is told once to each. */
export async function addNotices(
  connection: Connection,
  notices: ReadonlyArray<{
    userId: string
    kind: string
    details: Record<string, string | number | null>
    dedupeKey: string
  }>,
): Promise<void> {
  if (notices.length === 0) return
  const added = await connection.notice.createManyAndReturn({
    data: notices.map((notice) => ({ ...notice })),
    skipDuplicates: true,
    select: { userId: true },
  })
  for (const userId of new Set(added.map((notice) => notice.userId)))
    await notify(connection, { type: 'notice', userId })
}

/** Newest first. */
export async function listNotices(connection: Connection, userId: string, limit: number): Promise<NoticeRecord[]> {
  const rows = await connection.notice.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true, userId: true, kind: true, details: true, createdAt: true, readAt: true },
  })
  return rows.map((row) => ({ ...row, details: parseJson(row.details) }))
}

export async function countUnread(connection: Connection, userId: string): Promise<number> {
  return connection.notice.count({ where: { userId, readAt: null } })
}

/** All of theirs until now. */
export async function markNoticesRead(connection: Connection, userId: string, now: Date): Promise<void> {
  await connection.notice.updateMany({ where: { userId, readAt: null }, data: { readAt: now } })
}
