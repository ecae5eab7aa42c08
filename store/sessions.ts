import type { Connection } from './database.ts'
import type { UserRecord } from './users.ts'

export interface SessionRecord {
  id: string
  userId: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  userAgent: string
}

/** The row of one sign-in. @param tokenHash SHA-256 of the secret in the cookie */
export async function createSession(
  connection: Connection,
  session: { tokenHash: string; userId: string; expiresAt: Date; userAgent: string },
): Promise<string> {
  const { id } = await connection.session.create({ data: session, select: { id: true } })
  return id
}

/** @returns undefined when it is unknown, revoked or expired */
export async function findLiveSession(
  connection: Connection,
  tokenHash: string,
  now: Date,
): Promise<(SessionRecord & { user: UserRecord }) | undefined> {
  const session = await connection.session.findFirst({
    where: { tokenHash, revokedAt: null, expiresAt: { gt: now } },
    include: { user: true },
  })
  return session ?? undefined
}

export async function touchSession(connection: Connection, id: string, now: Date): Promise<void> {
  await connection.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
}

export async function revokeSession(connection: Connection, tokenHash: string, now: Date): Promise<void> {
  await connection.session.updateMany({ where: { tokenHash, revokedAt: null }, data: { revokedAt: now } })
}

/** Sign-out everywhere. @param kept the hash of one that stays. @returns how many were live */
export async function revokeSessionsOf(
  connection: Connection,
  userId: string,
  now: Date,
  kept?: string,
): Promise<number> {
  const { count } = await connection.session.updateMany({
    where: {
      userId,
      revokedAt: null,
      expiresAt: { gt: now },
      ...(kept === undefined ? {} : { tokenHash: { not: kept } }),
    },
    data: { revokedAt: now },
  })
  return count
}
