import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { cookies, headers } from 'next/headers'
import { z } from 'zod'

import { connectionApi } from '@/contracts/accounts.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { hostCookie, localeCookie } from '@/course/sign-in/cookie-names.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { decideOutsideSignIn, mayDisconnect, outsideProviders } from '@/course/accounts/outside-accounts.ts'
import type { OutsideAccount, OutsideProvider, OutsideSignInRefusal } from '@/course/accounts/outside-accounts.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { findLinkedUser, linkAccount, listLinkedAccounts, unlinkAccounts } from '@/store/accounts/linked-accounts.ts'
import { endTokens, hashToken } from '@/store/sign-in/one-time-tokens.ts'
import { hasSecondFactor } from '@/store/sign-in/second-factors.ts'
import { findLiveSession } from '@/store/sign-in/sessions.ts'
import { createUser, findUser, findUserByEmail, holdUser, setEmailVerified } from '@/store/accounts/users.ts'

import { requireOwnPassword } from './account-passwords.ts'
import { listProviders } from './identity-providers.ts'
import { parseInput } from '../foundation/parse-input.ts'
import { mustHaveSecondFactor } from './second-factor-duty.ts'
import { logSecurity } from './security-log.ts'
import { beginSecondStep, keepStep } from './second-step.ts'
import { findSessionToken, sessionLimits, startSession, usesSecureCookies } from './sessions.ts'
import { mailWayIn } from './way-in-mail.ts'
import type { SignInContext } from './sign-in-context.ts'
import type { Context } from '../foundation/context.ts'

/** Signing in with an account elsewhere. course/accounts/outside-accounts.ts decides; this file looks and does. */

export interface OutsidePerson extends OutsideAccount {
  /** Empty where the provider tells none. */
  name: string
}

export type OutsideEntry =
  | { kind: 'signed-in'; sid: string }
  /** The site asks for a second factor, and this person has one: the browser has a cookie for that step. */
  | { kind: 'second-step' }
  | { kind: 'linked' }
  | { kind: 'refused'; reason: OutsideSignInRefusal; connecting: boolean }

/** What becomes of somebody whom a provider has just sent back: a new session, a connection, or a refusal. */
export async function enterFromOutside(
  context: SignInContext,
  person: OutsidePerson,
  now: Date,
): Promise<OutsideEntry> {
  const wish = await takeLinkingWish(context, person.provider)
  const userAgent = (await headers()).get('user-agent') ?? ''
  const { entry, told, step, holder } = await inTransaction(context.database, async (transaction): Promise<Entered> => {
    const connecting = await holdWish(context, transaction, wish, now)
    const outcome = await settle(context, transaction, person, connecting, now)
    if ('reason' in outcome) {
      return { entry: { kind: 'refused', reason: outcome.reason, connecting: connecting !== null }, ...nothing }
    }
    if (connecting !== null)
      return { entry: { kind: 'linked' }, told: outcome.wayAdded ? connecting : null, step: null, holder: null }
    if (await asksForCode(context, transaction, outcome.userId)) {
      const begun = await beginSecondStep(transaction, outcome.userId, now)
      return { entry: { kind: 'second-step' }, told: null, step: begun, holder: outcome.userId }
    }
    const sid = await startSession(context, transaction, { userId: outcome.userId, userAgent, now })
    return { entry: { kind: 'signed-in', sid }, ...nothing, holder: outcome.userId }
  })
  if (step !== null) await keepStep(context, step)
  logEntry(context, entry, person.provider, holder)
  if (told !== null) await mailWayIn(context, told, { kind: 'connection', provider: nameOf(context, person.provider) })
  return entry
}

/** And who has to hear of a new way into their account. */
interface Entered {
  entry: OutsideEntry
  told: string | null
  /** The token of a second step that begins. */
  step: string | null
  /** Who has come in, or is about to. */
  holder: string | null
}

function logEntry(context: SignInContext, entry: OutsideEntry, by: OutsideProvider, userId: string | null): void {
  if (entry.kind === 'refused') {
    logSecurity(context, { event: 'sign-in', outcome: 'refused', by, reason: entry.reason })
  } else if (userId !== null) {
    const outcome = entry.kind === 'second-step' ? 'asked-for-code' : 'succeeded'
    logSecurity(context, { event: 'sign-in', outcome, by, userId })
  }
}

const nothing = { told: null, step: null, holder: null }

/** A provider is trusted to ask for as much as its people want; where the site itself asks for a second factor, the site sees it. */
async function asksForCode(context: Context, transaction: Transaction, userId: string): Promise<boolean> {
  const user = await findUser(transaction, userId)
  if (user === undefined || !(await mustHaveSecondFactor(context, transaction, user))) return false
  return hasSecondFactor(transaction, userId)
}

type Settled = { userId: string; wayAdded: boolean } | { reason: OutsideSignInRefusal }

async function settle(
  context: Context,
  transaction: Transaction,
  person: OutsidePerson,
  connecting: string | null,
  now: Date,
): Promise<Settled> {
  const { provider, providerAccountId } = person
  const [linkedTo, owner] = [
    await findOpened(transaction, { provider, providerAccountId }, connecting),
    person.email === null ? undefined : await findUserByEmail(transaction, person.email),
  ]
  const decision = decideOutsideSignIn(person, {
    linkedTo: linkedTo ?? null,
    connecting,
    emailHasAccount: owner !== undefined,
  })
  switch (decision.kind) {
    case 'refuse':
      return { reason: decision.reason }
    case 'sign-in':
      return { userId: decision.userId, wayAdded: false }
    case 'link':
      // Connecting what is connected already changes nothing.
      return linkedTo === undefined
        ? link(transaction, person, decision.userId)
        : { userId: decision.userId, wayAdded: false }
    case 'create': {
      const { email, emailVerified } = decision
      const locale =
        (await cookies()).get(hostCookie(localeCookie, usesSecureCookies(context)))?.value === 'zh' ? 'zh' : 'en'
      const displayName = person.name === '' ? (email.split('@')[0] ?? email) : person.name
      const user = await createUser(transaction, { email, passwordHash: null, displayName, locale })
      // Somebody took the address between the look and the deed.
      if (user === undefined) return { reason: 'email-has-account' }
      if (emailVerified) await setEmailVerified(transaction, user.id, now)
      await appendAuditEvent(transaction, {
        actorId: user.id,
        action: 'account.created',
        subject: `user:${user.id}`,
        details: { provider },
      })
      return link(transaction, person, user.id)
    }
  }
}

/**
 * Whom the account elsewhere opens. Who is about to come in is held: a reset that cuts the connection ends the sessions that it
 * finds, so none may begin beside it.
 */
async function findOpened(
  transaction: Transaction,
  account: { provider: OutsideProvider; providerAccountId: string },
  connecting: string | null,
): ReturnType<typeof findLinkedUser> {
  const found = await findLinkedUser(transaction, account)
  if (found === undefined || connecting !== null) return found
  await holdUser(transaction, found.userId)
  return findLinkedUser(transaction, account)
}

async function link(transaction: Transaction, person: OutsidePerson, userId: string): Promise<Settled> {
  const { provider, providerAccountId } = person
  if (!(await linkAccount(transaction, { provider, providerAccountId, userId }))) return { reason: 'linked-elsewhere' }
  await appendAuditEvent(transaction, {
    actorId: userId,
    action: 'account.linked',
    subject: `user:${userId}`,
    details: { provider },
  })
  return { userId, wayAdded: true }
}

function nameOf(context: Context, provider: OutsideProvider): string {
  return listProviders(context.environment).find(({ id }) => id === provider)?.name ?? provider
}

const linkingCookie = 'gradient-gym.linking'
const linkingSeconds = 600
const linkingClaims = z.object({ userId: z.uuid(), provider: z.enum(outsideProviders) })

/**
 * The actor wants the account that they sign in to next, within ten minutes and in this browser, to open theirs.
 * @param sessionToken of the actor's session
 * @throws DomainError 'not-found' for a provider that is not configured, 'wrong-password', 'sign-in-again', 'too-many-requests'
 */
export async function beginLinking(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof connectionApi.begin>,
  sessionToken: string | null,
): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { provider, password } = parseInput(connectionApi.begin.body, request)
  const { environment } = context
  if (!listProviders(environment).some(({ id }) => id === provider)) throw new DomainError('not-found')
  await requireOwnPassword(context, actor, password, sessionToken)
  const value = await encode({
    token: { userId: actor.userId, provider },
    secret: environment.NEXTAUTH_SECRET,
    salt: linkingCookie,
    maxAge: linkingSeconds,
  })
  const secure = usesSecureCookies(context)
  const jar = await cookies()
  jar.set(hostCookie(linkingCookie, secure), value, {
    httpOnly: true,
    sameSite: 'lax',
    secure,
    path: '/',
    maxAge: linkingSeconds,
  })
}

interface LinkingWish {
  userId: string
  /** Of the session that the answer came with. */
  sessionToken: string
}

/** The wish counts once. */
async function takeLinkingWish(context: Context, provider: OutsideProvider): Promise<LinkingWish | null> {
  const jar = await cookies()
  const name = hostCookie(linkingCookie, usesSecureCookies(context))
  const cookie = jar.get(name)?.value
  if (cookie === undefined) return null
  jar.delete({ name, path: '/', secure: usesSecureCookies(context) })
  const { NEXTAUTH_SECRET: secret } = context.environment
  // One that was tampered with, or is too old, is no wish.
  const given = await decode({ token: cookie, secret, salt: linkingCookie }).catch(() => null)
  const wish = linkingClaims.safeParse(given)
  const sessionToken = await findSessionToken(context)
  if (!wish.success || wish.data.provider !== provider || sessionToken === null) return null
  return { userId: wish.data.userId, sessionToken }
}

/** Counts only for who is still signed in, and holds them: a reset ends their session first, or cuts off what they connected. */
async function holdWish(
  context: Context,
  transaction: Transaction,
  wish: LinkingWish | null,
  now: Date,
): Promise<string | null> {
  if (wish === null) return null
  await holdUser(transaction, wish.userId)
  const session = await findLiveSession(transaction, hashToken(wish.sessionToken), now, sessionLimits(context))
  return session?.userId === wish.userId && session.user.deletedAt === null ? wish.userId : null
}

/** @throws DomainError 'last-way-in' rather than lock the actor out, 'not-found' where there is no such connection */
export async function disconnect(
  context: Context,
  actor: Actor,
  request: BodyOf<typeof connectionApi.end>,
): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { provider } = parseInput(connectionApi.end.body, request)
  const { userId } = actor
  await inTransaction(context.database, async (transaction) => {
    // Held, so that the last two are not both cut at once.
    await holdUser(transaction, userId)
    const user = await findUser(transaction, userId)
    const links = await listLinkedAccounts(transaction, userId)
    const others = links.filter((one) => one.provider !== provider)
    if (others.length === links.length) throw new DomainError('not-found')
    const hasPassword = user?.passwordHash !== null
    if (!mayDisconnect({ hasPassword, connections: others.length + 1 })) throw new DomainError('last-way-in')
    await unlinkAccounts(transaction, { userId, provider })
    await endTokens(transaction, { purpose: 'second-step', userId }, context.clock())
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'account.unlinked',
      subject: `user:${userId}`,
      details: { provider },
    })
  })
}
