import type { Prisma } from '../../prisma/generated/client.ts'
import type { Connection, Transaction } from '../foundation/database.ts'

export interface UserRecord {
  id: string
  email: string
  passwordHash: string | null
  displayName: string
  role: 'learner' | 'instructor' | 'admin'
  locale: string
  createdAt: Date
  /** When the address was proved. */
  emailVerifiedAt: Date | null
  mailNotices: boolean
  /** Set on a pseudonym: the person is gone. */
  deletedAt: Date | null
}

/** Emails are compared lower-case everywhere. */
export function normaliseEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** @returns undefined when the address already has an account; never throws for that */
export async function createUser(
  connection: Connection,
  user: { email: string; passwordHash: string | null; displayName: string; locale: string },
): Promise<UserRecord | undefined> {
  const [created] = await connection.user.createManyAndReturn({
    data: [{ ...user, email: normaliseEmail(user.email) }],
    skipDuplicates: true,
  })
  return created
}

export async function findUserByEmail(connection: Connection, email: string): Promise<UserRecord | undefined> {
  return (await connection.user.findUnique({ where: { email: normaliseEmail(email) } })) ?? undefined
}

export async function findUser(connection: Connection, id: string): Promise<UserRecord | undefined> {
  return (await connection.user.findUnique({ where: { id } })) ?? undefined
}

/** Whoever holds the same user waits for the end of this transaction: what a user sends at once is counted one by one. */
export async function holdUser(transaction: Transaction, id: string): Promise<void> {
  await transaction.$queryRaw`SELECT FROM users WHERE id = ${id}::uuid FOR NO KEY UPDATE`
}

/**
 * Holds the user for what a password allowed that was verified before, as long as it is theirs: a reset in between has put everybody
 * out who knew the old one.
 * @param passwordHash that was verified; null where the account had none
 * @returns whether it stands
 */
export async function holdPassword(
  transaction: Transaction,
  { id, passwordHash }: Pick<UserRecord, 'id' | 'passwordHash'>,
): Promise<boolean> {
  await holdUser(transaction, id)
  const user = await findUser(transaction, id)
  return user?.deletedAt === null && user.passwordHash === passwordHash
}

export async function setUserRole(connection: Connection, id: string, role: UserRecord['role']): Promise<void> {
  await connection.user.update({ where: { id }, data: { role } })
}

export async function setPassword(connection: Connection, id: string, passwordHash: string): Promise<void> {
  await connection.user.update({ where: { id }, data: { passwordHash } })
}

/** The first proof stands. */
export async function setEmailVerified(connection: Connection, id: string, now: Date): Promise<void> {
  await connection.user.updateMany({ where: { id, emailVerifiedAt: null }, data: { emailVerifiedAt: now } })
}

/** What is left out stays. */
export async function changeProfile(
  connection: Connection,
  id: string,
  profile: {
    displayName?: string | undefined
    locale?: string | undefined
    mailNotices?: boolean | undefined
  },
): Promise<void> {
  const given = Object.fromEntries(Object.entries(profile).filter(([, value]) => value !== undefined))
  await connection.user.update({ where: { id }, data: given })
}

/** Pseudonyms whose grades no class keeps any more. @returns how many there were */
export async function deleteForsakenUsers(connection: Connection): Promise<number> {
  const { count } = await connection.user.deleteMany({ where: { deletedAt: { not: null }, enrolments: { none: {} } } })
  return count
}

export async function hasInstructor(connection: Connection): Promise<boolean> {
  const where: Prisma.UserWhereInput = { role: { in: ['instructor', 'admin'] } }
  return (await connection.user.findFirst({ where, select: { id: true } })) !== null
}
