import 'server-only'

import { accountApi } from '@/contracts/accounts.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { spendToken } from '@/store/sign-in/one-time-tokens.ts'
import { changeProfile, createUser, setUserRole } from '@/store/accounts/users.ts'

import { parseInput } from '../foundation/parse-input.ts'
import { requireStrongPassword } from '../sign-in/password-strength.ts'
import { hashPassword, requireRoomForPassword } from '../sign-in/passwords.ts'
import { logSecurity, markOf } from '../sign-in/security-log.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { SignInContext } from '../sign-in/sign-in-context.ts'
import type { Context } from '../foundation/context.ts'

/**
 * Makes an account, or does nothing when the address has one: the caller cannot tell, and it costs the same time.
 * @param request.address the client's address, or 'direct' where none can be trusted
 * @throws DomainError 'invalid-input' and 'improper-name' with `field`, 'common-password', 'guessable-password',
 * 'too-many-requests', 'busy'
 */
export async function signUp(
  context: SignInContext,
  request: BodyOf<typeof accountApi.signUp> & { address: string },
): Promise<void> {
  const { address, ...typed } = request
  const { email, password, displayName, locale } = parseInput(accountApi.signUp.body, typed)
  const { database } = context
  requireRoomForPassword(context)
  await requireUnderLimit(
    database,
    [
      ...(address === 'direct' ? [] : ([{ rule: 'sign-up-address', subject: address }] as const)),
      { rule: 'sign-up-everywhere', subject: 'all' },
    ],
    context.clock(),
  )
  await requireStrongPassword(context, password, { displayName, email })
  const passwordHash = await hashPassword(context, password)
  const created = await inTransaction(database, async (transaction) => {
    const user = await createUser(transaction, { email, passwordHash, displayName, locale })
    if (user === undefined) return null
    await appendAuditEvent(transaction, {
      actorId: user.id,
      action: 'account.created',
      subject: `user:${user.id}`,
      details: {},
    })
    return user.id
  })
  if (created === null)
    logSecurity(context, { event: 'sign-up', outcome: 'address-taken', account: markOf(context, email), from: address })
  else logSecurity(context, { event: 'sign-up', outcome: 'created', userId: created, from: address })
}

/**
 * Changes the actor's own name, the language that the site writes to them in, or whether notices go by email too. Gradebooks
 * show the new name at once.
 * @throws DomainError 'invalid-input' with `field`
 */
export async function changeOwnProfile(
  context: Context,
  actor: Actor,
  request: BodyOf<typeof accountApi.changeProfile>,
): Promise<void> {
  await changeProfile(context.database, actor.userId, parseInput(accountApi.changeProfile.body, request))
}

/**
 * Makes the actor an instructor by a link that works once.
 * @throws DomainError 'link-spent' when it was used, is too old or was never given out
 */
export async function claimInstructor(context: Context, actor: Actor, token: string): Promise<void> {
  const { database } = context
  const now = context.clock()
  await requireUnderLimit(database, [{ rule: 'claim', subject: actor.userId }], now)
  await inTransaction(database, async (transaction) => {
    const good = await spendToken(transaction, { purpose: 'claim-instructor', token, userId: actor.userId, now })
    if (!good) throw new DomainError('link-spent')
    // An admin stays one.
    if (actor.role === 'learner') await setUserRole(transaction, actor.userId, 'instructor')
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'role.claimed',
      subject: `user:${actor.userId}`,
      details: { role: 'instructor' },
    })
  })
}
