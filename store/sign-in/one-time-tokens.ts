import { createHash, randomBytes } from 'node:crypto'
import type { Connection } from '../foundation/database.ts'

export type TokenPurpose = 'claim-instructor' | 'reset-password' | 'reset-by-hand' | 'confirm-email' | 'second-step'

/** SHA-256 of a secret that has enough entropy of its own (never of a password). */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** 256 bits, safe in an address. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * Earlier unused links of the same purpose, for the same user, stop working.
 * @param request.userId whose link it is; without one whoever has it may use it
 * @returns the token; it is kept nowhere else
 */
export async function issueToken(
  connection: Connection,
  request: { purpose: TokenPurpose; userId?: string; now: Date; expiresAt: Date },
): Promise<string> {
  const { purpose, userId = null, now, expiresAt } = request
  const token = makeToken()
  await connection.oneTimeToken.updateMany({
    where: { purpose, userId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
  await connection.oneTimeToken.create({ data: { purpose, userId, tokenHash: hashToken(token), expiresAt } })
  return token
}

/** What was issued to the user for this is good no more. */
export async function endTokens(
  connection: Connection,
  where: { purpose: TokenPurpose; userId: string },
  now: Date,
): Promise<void> {
  await connection.oneTimeToken.updateMany({
    where: { ...where, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}

/** A link of somebody else is not good. @returns whether the token was good, which it is once, in one statement */
export async function spendToken(
  connection: Connection,
  request: { purpose: TokenPurpose; token: string; userId: string; now: Date },
): Promise<boolean> {
  const { purpose, token, userId, now } = request
  const { count } = await connection.oneTimeToken.updateMany({
    where: {
      purpose,
      tokenHash: hashToken(token),
      usedAt: null,
      expiresAt: { gt: now },
      OR: [{ userId: null }, { userId }],
    },
    data: { usedAt: now, usedById: userId },
  })
  return count === 1
}

/** Whose link this is, while it is good. */
export async function findTokenOwner(
  connection: Connection,
  request: { purpose: TokenPurpose; token: string; now: Date },
): Promise<string | undefined> {
  const row = await connection.oneTimeToken.findFirst({
    where: {
      purpose: request.purpose,
      tokenHash: hashToken(request.token),
      usedAt: null,
      expiresAt: { gt: request.now },
    },
    select: { userId: true },
  })
  return row?.userId ?? undefined
}
