import 'server-only'
import { randomBytes } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'

import type { Connection } from '@/store/foundation/database.ts'
import { hashToken } from '@/store/sign-in/one-time-tokens.ts'
import { resealSecondFactor, spendRecoveryCode, spendStep } from '@/store/sign-in/second-factors.ts'
import type { SecondFactorRecord } from '@/store/sign-in/second-factors.ts'

import { logError } from '../foundation/log-error.ts'
import { makeSealer } from './sealed-secrets.ts'
import type { Context } from '../foundation/context.ts'

/** What a second factor shows: six digits of an app (RFC 6238), or a recovery code. */
export type CodeKind = 'app' | 'recovery'

/** Clocks differ: the code before and the one after are taken as well. */
const toleranceSeconds = 30
const recoveryCodes = 10
/** 120 bits, so that a plain hash is enough to keep it by. */
const recoveryCodeLength = 24
/** As many as five bits tell apart, without l and o, which look like digits. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789'

/** What the app has to know. The secret is encrypted for the database. */
export function makeSecret(
  context: Context,
  user: { userId: string; email: string },
): { secret: string; uri: string; sealed: string } {
  const secret = generateSecret()
  const uri = generateURI({ issuer: 'Gradient Gym', label: user.email, secret })
  return { secret, uri, sealed: sealer(context).seal(secret, user.userId) }
}

/**
 * Whether the code is good, which each is once. Count the try before: six digits can be guessed.
 * @returns of which kind it is; null for a wrong one, an old one, and one that was used
 */
export async function spendCode(
  context: Context,
  connection: Connection,
  factor: SecondFactorRecord,
  code: string,
  now: Date,
): Promise<CodeKind | null> {
  const typed = code.replaceAll(/[\s-]/g, '').toLowerCase()
  const { userId } = factor
  if (/^\d{6}$/.test(typed)) return (await spendAppCode(context, connection, factor, typed, now)) ? 'app' : null
  // Stands in for an app that was confirmed once, not for one that is being set up.
  if (factor.confirmedAt === null) return null
  return (await spendRecoveryCode(connection, { userId, codeHash: hashToken(typed), now })) ? 'recovery' : null
}

async function spendAppCode(
  context: Context,
  connection: Connection,
  { userId, sealedSecret }: SecondFactorRecord,
  token: string,
  now: Date,
): Promise<boolean> {
  const { seal, open, isStale } = sealer(context)
  const secret = open(sealedSecret, userId)
  if (secret === null) {
    logError(
      new Error('a second factor was encrypted with a secret that is neither NEXTAUTH_SECRET nor the previous one'),
    )
    return false
  }
  const result = verifySync({
    secret,
    token,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: toleranceSeconds,
  })
  if (!result.valid || !('timeStep' in result)) return false
  if (!(await spendStep(connection, userId, result.timeStep))) return false
  if (isStale(sealedSecret)) {
    await resealSecondFactor(connection, userId, { before: sealedSecret, after: seal(secret, userId) })
  }
  return true
}

/** @returns the codes as they are shown, once, and as they are kept */
export function makeRecoveryCodes(): { shown: string[]; hashes: string[] } {
  const codes = Array.from({ length: recoveryCodes }, () =>
    Array.from(randomBytes(recoveryCodeLength), (byte) => alphabet[byte % alphabet.length]).join(''),
  )
  return { shown: codes.map((code) => code.match(/.{6}/g)?.join('-') ?? code), hashes: codes.map(hashToken) }
}

function sealer(context: Context) {
  const { NEXTAUTH_SECRET, PREVIOUS_NEXTAUTH_SECRET } = context.environment
  return makeSealer([NEXTAUTH_SECRET, ...(PREVIOUS_NEXTAUTH_SECRET === undefined ? [] : [PREVIOUS_NEXTAUTH_SECRET])])
}
