import 'server-only'
import { encode } from 'uqr'

import { secondFactorApi } from '@/contracts/accounts.ts'
import type { AnswerOf, BodyOf } from '@/contracts/contract.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { hashToken } from '@/store/sign-in/one-time-tokens.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  countRecoveryCodes,
  deleteSecondFactor,
  findSecondFactor,
  replaceRecoveryCodes,
} from '@/store/sign-in/second-factors.ts'
import { revokeSessionsOf } from '@/store/sign-in/sessions.ts'
import { findUser, holdUser } from '@/store/accounts/users.ts'

import { requireOwnPassword, requireStillOwn } from './account-passwords.ts'
import { parseInput } from '../foundation/parse-input.ts'
import { makeRecoveryCodes, makeSecret, spendCode } from './second-factor-codes.ts'
import { mustHaveSecondFactor } from './second-factor-duty.ts'
import { logSecurity } from './security-log.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { Context } from '../foundation/context.ts'
import type { SignInContext } from './sign-in-context.ts'

/** The actor's own second factor: set up, confirmed by a code before it counts, and taken away again. */

export interface SecondFactorStanding {
  on: boolean
  recoveryCodesLeft: number
  /** The site asks for one: it cannot be turned off. */
  required: boolean
  hasPassword: boolean
}

export async function getSecondFactorStanding(context: Context, actor: Actor): Promise<SecondFactorStanding> {
  requirePermit(actor, 'manage-account', 'self')
  const { database } = context
  const [user, factor, recoveryCodesLeft] = [
    await findUser(database, actor.userId),
    await findSecondFactor(database, actor.userId),
    await countRecoveryCodes(database, actor.userId),
  ]
  if (user === undefined) throw new DomainError('not-found')
  return {
    on: factor !== undefined && factor.confirmedAt !== null,
    recoveryCodesLeft,
    required: await mustHaveSecondFactor(context, database, user),
    hasPassword: user.passwordHash !== null,
  }
}

/**
 * Makes a secret for an app. It does not count before confirmSecondFactorCode.
 * @param sessionToken of the actor's session
 * @throws DomainError 'second-factor-stands', 'wrong-password', 'sign-in-again', 'too-many-requests'
 */
export async function beginOwnSecondFactor(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof secondFactorApi.begin>,
  sessionToken: string | null,
): Promise<AnswerOf<typeof secondFactorApi.begin>> {
  requirePermit(actor, 'manage-account', 'self')
  const { password } = parseInput(secondFactorApi.begin.body, request)
  const verified = await requireOwnPassword(context, actor, password, sessionToken)
  const { secret, uri, sealed } = makeSecret(context, actor)
  await inTransaction(context.database, async (transaction) => {
    await requireStillOwn(transaction, verified)
    const begun = await beginSecondFactor(transaction, { userId: actor.userId, sealedSecret: sealed })
    if (!begun) throw new DomainError('second-factor-stands')
  })
  const { data } = encode(uri, { ecc: 'M', border: 2 })
  return { secret, qrRows: data.map((row) => row.map((dark) => (dark ? '1' : '0')).join('')) }
}

/**
 * The app shows the right codes, so it counts from here on. Every other session ends: it came in without it.
 * @param sessionToken of the session that stays
 * @returns the recovery codes, which are shown this once
 * @throws DomainError 'wrong-code', 'second-factor-stands', 'too-many-requests'
 */
export async function confirmOwnSecondFactor(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof secondFactorApi.confirm>,
  sessionToken: string | null,
): Promise<{ recoveryCodes: string[] }> {
  requirePermit(actor, 'manage-account', 'self')
  const { code } = parseInput(secondFactorApi.confirm.body, request)
  const { userId } = actor
  const now = context.clock()
  await countCode(context, userId, now)
  const { shown, hashes } = makeRecoveryCodes()
  await inTransaction(context.database, async (transaction) => {
    await holdUser(transaction, userId)
    const factor = await findSecondFactor(transaction, userId)
    if (factor !== undefined && factor.confirmedAt !== null) throw new DomainError('second-factor-stands')
    const kind = factor === undefined ? null : await spendCode(context, transaction, factor, code, now)
    if (kind === null) throw new DomainError('wrong-code')
    await confirmSecondFactor(transaction, userId, now)
    await replaceRecoveryCodes(transaction, userId, hashes)
    const kept = sessionToken === null ? undefined : hashToken(sessionToken)
    await revokeSessionsOf(transaction, { userId, kept }, now)
    await log(transaction, userId, 'second-factor.on')
  })
  logSecurity(context, { event: 'second-factor', outcome: 'on', userId })
  return { recoveryCodes: shown }
}

/**
 * Turns the second factor off.
 * @throws DomainError 'second-factor-required', 'wrong-password', 'wrong-code', 'not-found' where there is none, 'too-many-requests'
 */
export async function removeOwnSecondFactor(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof secondFactorApi.remove>,
): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  await inProvenTransaction(context, actor, request, async (transaction) => {
    const user = await findUser(transaction, userId)
    if (user === undefined || (await mustHaveSecondFactor(context, transaction, user))) {
      throw new DomainError('second-factor-required')
    }
    if (!(await deleteSecondFactor(transaction, userId))) throw new DomainError('not-found')
    await log(transaction, userId, 'second-factor.off')
  })
  logSecurity(context, { event: 'second-factor', outcome: 'off', userId })
}

/**
 * New recovery codes; the earlier ones are good no more.
 * @throws DomainError 'wrong-password', 'wrong-code', 'not-found' where there is no second factor, 'too-many-requests'
 */
export async function renewRecoveryCodes(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof secondFactorApi.remove>,
): Promise<{ recoveryCodes: string[] }> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  const { shown, hashes } = makeRecoveryCodes()
  await inProvenTransaction(context, actor, request, async (transaction) => {
    const factor = await findSecondFactor(transaction, userId)
    if (factor === undefined || factor.confirmedAt === null) throw new DomainError('not-found')
    await replaceRecoveryCodes(transaction, userId, hashes)
    await log(transaction, userId, 'second-factor.codes-renewed')
  })
  logSecurity(context, { event: 'second-factor', outcome: 'codes-renewed', userId })
  return { recoveryCodes: shown }
}

/** Whoever changes a second factor proves one of the two again; a session that somebody left open is not enough. */
async function inProvenTransaction(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof secondFactorApi.remove>,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  const { password, code } = parseInput(secondFactorApi.remove.body, request)
  const { database } = context
  const { userId } = actor
  if (code === undefined) {
    // Without a session that is fresh: who has no password shows a code.
    const verified = await requireOwnPassword(context, actor, password, null)
    await inTransaction(database, async (transaction) => {
      await requireStillOwn(transaction, verified)
      await work(transaction)
    })
    return
  }
  const now = context.clock()
  await countCode(context, userId, now)
  await inTransaction(database, async (transaction) => {
    await holdUser(transaction, userId)
    const factor = await findSecondFactor(transaction, userId)
    const kind = factor === undefined ? null : await spendCode(context, transaction, factor, code, now)
    if (kind === null) throw new DomainError('wrong-code')
    await work(transaction)
  })
}

/** Before any code is looked at. @throws DomainError 'too-many-requests' */
export async function countCode(context: Context, userId: string, now: Date): Promise<void> {
  await requireUnderLimit(
    context.database,
    [
      { rule: 'second-factor', subject: userId },
      { rule: 'second-factor-day', subject: userId },
    ],
    now,
  )
}

async function log(transaction: Transaction, userId: string, action: string): Promise<void> {
  await appendAuditEvent(transaction, { actorId: userId, action, subject: `user:${userId}`, details: {} })
}
