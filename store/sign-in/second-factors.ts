/** The second factor of an account, and the codes that stand in for it. Secrets are encrypted, codes hashed, before they come here. */
import type { Connection, Transaction } from '../foundation/database.ts'

export interface SecondFactorRecord {
  userId: string
  sealedSecret: string
  createdAt: Date
  /** Null until its owner has shown that they have it: it does not count before. */
  confirmedAt: Date | null
}

export async function findSecondFactor(
  connection: Connection,
  userId: string,
): Promise<SecondFactorRecord | undefined> {
  const row = await connection.secondFactor.findUnique({
    where: { userId },
    select: { userId: true, sealedSecret: true, createdAt: true, confirmedAt: true },
  })
  return row ?? undefined
}

export async function hasSecondFactor(connection: Connection, userId: string): Promise<boolean> {
  return (await connection.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0
}

/** One that was not confirmed gives way. @returns false where a confirmed one stands */
export async function beginSecondFactor(
  transaction: Transaction,
  factor: { userId: string; sealedSecret: string },
): Promise<boolean> {
  await transaction.secondFactor.deleteMany({ where: { userId: factor.userId, confirmedAt: null } })
  const { count } = await transaction.secondFactor.createMany({ data: [factor], skipDuplicates: true })
  return count === 1
}

export async function confirmSecondFactor(transaction: Transaction, userId: string, now: Date): Promise<void> {
  await transaction.secondFactor.updateMany({ where: { userId, confirmedAt: null }, data: { confirmedAt: now } })
}

/** In one statement, so that of two who show the same code at once one is refused. @returns whether the step was unused */
export async function spendStep(connection: Connection, userId: string, step: number): Promise<boolean> {
  const { count } = await connection.secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  })
  return count === 1
}

/** Encrypted anew, with the key of today. */
export async function resealSecondFactor(
  connection: Connection,
  userId: string,
  sealed: { before: string; after: string },
): Promise<void> {
  await connection.secondFactor.updateMany({
    where: { userId, sealedSecret: sealed.before },
    data: { sealedSecret: sealed.after },
  })
}

/** With the codes that stand in for it. @returns whether there was one that counted */
export async function deleteSecondFactor(transaction: Transaction, userId: string): Promise<boolean> {
  await transaction.recoveryCode.deleteMany({ where: { userId } })
  const { count } = await transaction.secondFactor.deleteMany({ where: { userId, confirmedAt: { not: null } } })
  await transaction.secondFactor.deleteMany({ where: { userId } })
  return count === 1
}

/** The earlier ones go. */
export async function replaceRecoveryCodes(
  transaction: Transaction,
  userId: string,
  hashes: readonly string[],
): Promise<void> {
  await transaction.recoveryCode.deleteMany({ where: { userId } })
  await transaction.recoveryCode.createMany({ data: hashes.map((codeHash) => ({ userId, codeHash })) })
}

/** @returns whether the code was good, which it is once, in one statement */
export async function spendRecoveryCode(
  connection: Connection,
  code: { userId: string; codeHash: string; now: Date },
): Promise<boolean> {
  const { userId, codeHash, now } = code
  const { count } = await connection.recoveryCode.updateMany({
    where: { userId, codeHash, usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}

export async function countRecoveryCodes(connection: Connection, userId: string): Promise<number> {
  return connection.recoveryCode.count({ where: { userId, usedAt: null } })
}
