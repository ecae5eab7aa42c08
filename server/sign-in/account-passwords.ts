import 'server-only'

import { passwordApi } from '@/contracts/accounts.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { unlinkAccounts } from '@/store/accounts/linked-accounts.ts'
import { endTokens, findTokenOwner, hashToken, spendToken } from '@/store/sign-in/one-time-tokens.ts'
import { findLiveSession, revokeSessionsOf } from '@/store/sign-in/sessions.ts'
import {
  findUser,
  findUserByEmail,
  holdPassword,
  holdUser,
  setEmailVerified,
  setPassword,
} from '@/store/accounts/users.ts'
import type { UserRecord } from '@/store/accounts/users.ts'

import { mailLink } from '../mail/link-mail.ts'
import { logError } from '../foundation/log-error.ts'
import { parseInput } from '../foundation/parse-input.ts'
import { requireStrongPassword } from './password-strength.ts'
import { hashPassword, requireRoomForPassword, verifyPassword } from './passwords.ts'
import { logSecurity, markOf } from './security-log.ts'
import { sessionLimits } from './sessions.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import { mailWayIn } from './way-in-mail.ts'
import type { SignInContext } from './sign-in-context.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { Context } from '../foundation/context.ts'

/**
 * Sends a link to set a new password, if the address has an account. The caller cannot tell: the answer comes before anybody
 * looks, and is the same.
 * @param request.address the client's, or 'direct' where none can be trusted
 * @returns `sent` resolves when it is done with, for tests; it never rejects
 * @throws DomainError 'not-found' where the site sends no mail, 'invalid-input', 'too-many-requests'
 */
export async function askForReset(
  context: SignInContext,
  request: { email: string; address: string },
): Promise<{ sent: Promise<void> }> {
  const { database, mailer } = context
  if (mailer === null) throw new DomainError('not-found')
  const { address, ...typed } = request
  const { email } = parseInput(passwordApi.askForReset.body, typed)
  await requireUnderLimit(
    database,
    [
      ...(address === 'direct' ? [] : ([{ rule: 'reset-address', subject: address }] as const)),
      { rule: 'reset-account', subject: email },
      { rule: 'reset-everywhere', subject: 'all' },
    ],
    context.clock(),
  )
  logSecurity(context, { event: 'password', outcome: 'link-asked', account: markOf(context, email), from: address })
  return { sent: sendResetLink(context, email, context.clock()).catch(logError) }
}

async function sendResetLink(context: MailContext, email: string, now: Date): Promise<void> {
  const user = await findUserByEmail(context.database, email)
  if (user !== undefined && user.deletedAt === null) await mailLink(context, 'reset-password', user, now)
}

/**
 * Sets a new password by a link and puts everybody else out: every session ends, and what was connected to the account opens it no
 * more, because somebody else may have connected it, at an unlocked screen or before the address was proved. A link that came by mail
 * proves the address; one that was handed over by whoever runs the site does not.
 * @throws DomainError 'link-spent' when the link was used, is too old or was never sent, 'invalid-input' with `field`,
 * 'common-password', 'guessable-password', 'busy'
 */
export async function resetPassword(context: SignInContext, request: BodyOf<typeof passwordApi.reset>): Promise<void> {
  const { token, password: typed } = parseInput(passwordApi.reset.body, request)
  const { database } = context
  const now = context.clock()
  // Before the costly hash: an invented link costs nothing.
  const found = await findResetLink(context, token, now)
  if (found === null) throw new DomainError('link-spent')
  const { link, userId } = found
  await requireStrongPassword(context, typed, (await findUser(database, userId)) ?? {})
  const passwordHash = await hashPassword(context, typed)
  await inTransaction(database, async (transaction) => {
    await holdUser(transaction, userId)
    const user = await findUser(transaction, userId)
    const good = user?.deletedAt === null && (await spendToken(transaction, { ...link, userId }))
    if (!good) throw new DomainError('link-spent')
    await unlinkAccounts(transaction, { userId })
    await setPassword(transaction, userId, passwordHash)
    if (link.purpose === 'reset-password') await setEmailVerified(transaction, userId, now)
    await revokeSessionsOf(transaction, { userId }, now)
    // Nor may who knew the old password finish what they began with it.
    await endTokens(transaction, { purpose: 'second-step', userId }, now)
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'password.reset',
      subject: `user:${userId}`,
      details: {},
    })
  })
  logSecurity(context, { event: 'password', outcome: 'reset', userId })
}

async function findResetLink(context: Context, token: string, now: Date) {
  for (const purpose of ['reset-password', 'reset-by-hand'] as const) {
    const link = { purpose, token, now }
    const userId = await findTokenOwner(context.database, link)
    if (userId !== undefined) return { link, userId }
  }
  return null
}

/**
 * Sets the actor's password; their other sessions end.
 * @param sessionToken of the session that stays
 * @throws DomainError 'wrong-password', 'sign-in-again', 'too-many-requests', 'busy', 'invalid-input' with `field`,
 * 'common-password', 'guessable-password'
 */
export async function changePassword(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof passwordApi.change>,
  sessionToken: string | null,
): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { oldPassword, newPassword } = parseInput(passwordApi.change.body, request)
  const { database } = context
  const verified = await requireOwnPassword(context, actor, oldPassword, sessionToken)
  await requireStrongPassword(context, newPassword, actor)
  const passwordHash = await hashPassword(context, newPassword)
  const now = context.clock()
  await inTransaction(database, async (transaction) => {
    await requireStillOwn(transaction, verified)
    await setPassword(transaction, actor.userId, passwordHash)
    const kept = sessionToken === null ? undefined : hashToken(sessionToken)
    await revokeSessionsOf(transaction, { userId: actor.userId, kept }, now)
    await endTokens(transaction, { purpose: 'second-step', userId: actor.userId }, now)
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'password.changed',
      subject: `user:${actor.userId}`,
      details: {},
    })
  })
  logSecurity(context, { event: 'password', outcome: 'changed', userId: actor.userId })
  if (verified.passwordHash === null) await mailWayIn(context, actor.userId, { kind: 'password' })
}

/** Long enough to sign in and find the button, too short for somebody who finds a screen unlocked. */
const freshSessionMs = 10 * 60_000

/**
 * Before what cannot be taken back, or adds a way in: whoever has a password has to know it, who has none has to have signed in
 * just before. Invariant: a session that somebody left open is not enough; otherwise a minute at it takes the account for good.
 * @param sessionToken of the actor's session
 * @throws DomainError 'wrong-password', 'sign-in-again', 'too-many-requests', 'busy'
 */
export async function requireOwnPassword(
  context: SignInContext,
  actor: Actor,
  typed: string | undefined,
  sessionToken: string | null,
): Promise<VerifiedPassword> {
  const { database } = context
  const now = context.clock()
  requireRoomForPassword(context)
  await requireUnderLimit(database, [{ rule: 'check-password', subject: actor.userId }], now)
  const user = await findUser(database, actor.userId)
  if (user?.passwordHash === null) {
    if (!(await isFresh(context, actor, sessionToken, now))) throw new DomainError('sign-in-again')
    return { id: actor.userId, passwordHash: null }
  }
  if (!(await verifyPassword(context, user?.passwordHash, typed ?? ''))) {
    logSecurity(context, { event: 'password', outcome: 'wrong', userId: actor.userId })
    throw new DomainError('wrong-password')
  }
  return { id: actor.userId, passwordHash: user?.passwordHash ?? null }
}

/** What was verified, of whom; null where the account had no password. */
export type VerifiedPassword = Pick<UserRecord, 'id' | 'passwordHash'>

/**
 * Holds the user for the deed that the password was asked for.
 * @throws DomainError as requireOwnPassword does, where another has been set since
 */
export async function requireStillOwn(transaction: Transaction, verified: VerifiedPassword): Promise<void> {
  if (await holdPassword(transaction, verified)) return
  throw new DomainError(verified.passwordHash === null ? 'sign-in-again' : 'wrong-password')
}

async function isFresh(context: Context, actor: Actor, sessionToken: string | null, now: Date): Promise<boolean> {
  if (sessionToken === null) return false
  const session = await findLiveSession(context.database, hashToken(sessionToken), now, sessionLimits(context))
  return session?.userId === actor.userId && now.getTime() - session.createdAt.getTime() < freshSessionMs
}
