import type { Connection } from '../foundation/database.ts'
import type { UserRecord } from '../accounts/users.ts'

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

/** A session is live until it is revoked, is too old, or has not been used for too long. */
export interface SessionLimits {
  absoluteMs: number
  idleMs: number
}

/** Also an older sign-in ends by the limits that hold today. */
function isLive(now: Date, { absoluteMs, idleMs }: SessionLimits) {
  return {
    revokedAt: null,
    expiresAt: { gt: now },
    createdAt: { gt: new Date(now.getTime() - absoluteMs) },
    lastSeenAt: { gt: new Date(now.getTime() - idleMs) },
  }
}

/** @returns undefined when it is unknown or has ended */
export async function findLiveSession(
  connection: Connection,
  tokenHash: string,
  now: Date,
  limits: SessionLimits,
): Promise<(SessionRecord & { user: UserRecord }) | undefined> {
  const session = await connection.session.findFirst({
    where: { tokenHash, ...isLive(now, limits) },
    include: { user: true },
  })
  return session ?? undefined
}

/** Most lately used first. @param own the hash of one that is marked */
export async function listLiveSessions(
  connection: Connection,
  where: { userId: string; own: string | null },
  now: Date,
  limits: SessionLimits,
): Promise<Array<Pick<SessionRecord, 'id' | 'createdAt' | 'lastSeenAt' | 'userAgent'> & { isOwn: boolean }>> {
  const rows = await connection.session.findMany({
    where: { userId: where.userId, ...isLive(now, limits) },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'asc' }],
  })
  return rows.map(({ id, createdAt, lastSeenAt, userAgent, tokenHash }) => ({
    id,
    createdAt,
    lastSeenAt,
    userAgent,
    isOwn: tokenHash === where.own,
  }))
}

export async function touchSession(connection: Connection, id: string, now: Date): Promise<void> {
  await connection.session.updateMany({ where: { id }, data: { lastSeenAt: now } })
}

/** @returns whose it was, if it was live until then */
export async function revokeSession(connection: Connection, tokenHash: string, now: Date): Promise<string | undefined> {
  const [ended] = await connection.session.updateManyAndReturn({
    where: { tokenHash, revokedAt: null },
    data: { revokedAt: now },
    select: { userId: true },
  })
  return ended?.userId
}

/** One of the user's. @returns whether there was such a one to end */
export async function revokeSessionById(
  connection: Connection,
  where: { id: string; userId: string },
  now: Date,
): Promise<boolean> {
  const { count } = await connection.session.updateMany({
    where: { ...where, revokedAt: null },
    data: { revokedAt: now },
  })
  return count === 1
}

/** @param where.kept the hash of one that stays. @returns how many ended */
export async function revokeSessionsOf(
  connection: Connection,
  where: { userId: string; kept?: string | undefined },
  now: Date,
): Promise<number> {
  const { userId, kept } = where
  const { count } = await connection.session.updateMany({
    where: {
      revokedAt: null,
      expiresAt: { gt: now },
      userId,
      ...(kept === undefined ? {} : { tokenHash: { not: kept } }),
    },
    data: { revokedAt: now },
  })
  return count
}
