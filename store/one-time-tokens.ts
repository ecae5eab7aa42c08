import { createHash, randomBytes } from 'node:crypto'
import type { Connection } from './database.ts'

export type TokenPurpose = 'claim-instructor'

/** SHA-256 of a secret that has enough entropy of its own (never of a password). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** 256 bits, safe in an address. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Earlier unused links of the same purpose stop working. @returns the token; it is kept nowhere else */
export async function issueToken(
  connection: Connection,
  request: { purpose: TokenPurpose; now: Date; expiresAt: Date },
): Promise<string> {
  const { purpose, now, expiresAt } = request
  const token = makeToken()
  await connection.oneTimeToken.updateMany({
    where: { purpose, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  await connection.oneTimeToken.create({ data: { purpose, tokenHash: hashToken(token), expiresAt } })
  return token
}

/** @returns whether the token was good, which it is once, in one statement */
export async function spendToken(
  connection: Connection,
  request: { purpose: TokenPurpose; token: string; userId: string; now: Date },
): Promise<boolean> {
  const { count } = await connection.oneTimeToken.updateMany({
    where: {
      purpose: request.purpose,
      tokenHash: hashToken(request.token),
      usedAt: null,
      expiresAt: { gt: request.now },
    },
    data: { usedAt: request.now, usedById: request.userId },
  })
  return count === 1
}
