/** What people are told. A notice holds ids and small facts; the interface has the words. */
import type { Json } from '../../grader/exercise/exercise.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { parseJson } from '../foundation/json.ts'
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
  const told = new Set(added.map(({ userId }) => userId))
  await notify(connection, ...[...told].map((userId) => ({ type: 'notice' as const, userId })))
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

/** Users with notices that wait to be mailed, the oldest at least since `ripeAt`. What is read already, or older than `since`, is not. */
export async function listUsersToMail(
  connection: Connection,
  where: { ripeAt: Date; since: Date; except: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await connection.$queryRaw<Array<{ id: string }>>`
    SELECT users.id FROM notices
    JOIN users ON users.id = notices.user_id
    WHERE notices.mailed_at IS NULL AND notices.read_at IS NULL AND notices.created_at > ${where.since}
      AND users.id <> ALL (${[...where.except]}::uuid[]) AND users.mail_notices AND users.email_verified_at IS NOT NULL AND users.deleted_at IS NULL
    GROUP BY users.id
    HAVING min(notices.created_at) <= ${where.ripeAt}
    ORDER BY min(notices.created_at)
    LIMIT ${where.limit}`
  return rows.map(({ id }) => id)
}

/**
 * The notices of a user that wait to be mailed, oldest first, for whoever asks first: until the end of this transaction nobody
 * else gets any of theirs.
 */
export async function takeNoticesToMail(
  transaction: Transaction,
  userId: string,
  since: Date,
): Promise<NoticeRecord[]> {
  const [lock] = await transaction.$queryRaw<Array<{ taken: boolean }>>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${`notice-mail ${userId}`}, 0)) AS taken`
  if (lock?.taken !== true) return []
  const rows = await transaction.notice.findMany({
    where: { userId, mailedAt: null, readAt: null, createdAt: { gt: since } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true, userId: true, kind: true, details: true, createdAt: true, readAt: true },
  })
  return rows.map((row) => ({ ...row, details: parseJson(row.details) }))
}

export async function markNoticesMailed(connection: Connection, ids: readonly string[], now: Date): Promise<void> {
  await connection.notice.updateMany({ where: { id: { in: [...ids] } }, data: { mailedAt: now } })
}
