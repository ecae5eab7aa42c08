/** Accounts elsewhere that open one of ours. */
import type { Connection } from '../foundation/database.ts'

export interface LinkedAccountRecord {
  provider: string
  providerAccountId: string
  createdAt: Date
}

/** Whom it opens. */
export async function findLinkedUser(
  connection: Connection,
  account: { provider: string; providerAccountId: string },
): Promise<{ userId: string; deleted: boolean } | undefined> {
  const { provider, providerAccountId } = account
  const row = await connection.linkedAccount.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    select: { userId: true, user: { select: { deletedAt: true } } },
  })
  return row === null ? undefined : { userId: row.userId, deleted: row.user.deletedAt !== null }
}

/** @returns whether it is this user's now, and was nobody's before */
export async function linkAccount(
  connection: Connection,
  account: { provider: string; providerAccountId: string; userId: string },
): Promise<boolean> {
  const { count } = await connection.linkedAccount.createMany({ data: [account], skipDuplicates: true })
  return count === 1
}

/** Oldest first. */
export async function listLinkedAccounts(connection: Connection, userId: string): Promise<LinkedAccountRecord[]> {
  return connection.linkedAccount.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { provider: true, providerAccountId: true, createdAt: true },
  })
}

/** All of the user's with one provider, or with every provider. @returns how many there were */
export async function unlinkAccounts(
  connection: Connection,
  where: { userId: string; provider?: string },
): Promise<number> {
  const { count } = await connection.linkedAccount.deleteMany({ where })
  return count
}
