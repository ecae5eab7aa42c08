import 'server-only'
import { decode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { z } from 'zod'

import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { hostCookie } from '@/course/sign-in/cookie-names.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import type { Connection } from '@/store/foundation/database.ts'
import { hashToken, makeToken } from '@/store/sign-in/one-time-tokens.ts'
import { hasSecondFactor } from '@/store/sign-in/second-factors.ts'
import {
  createSession,
  findLiveSession,
  revokeSession,
  revokeSessionsOf,
  touchSession,
} from '@/store/sign-in/sessions.ts'
import type { SessionLimits } from '@/store/sign-in/sessions.ts'

import { servesHttps } from '../foundation/https.ts'
import { mustHaveSecondFactor } from './second-factor-duty.ts'
import { logSecurity } from './security-log.ts'
import type { Context } from '../foundation/context.ts'
import type { SignInContext } from './sign-in-context.ts'

/** Next-auth's signed cookie names a row of ours; the row decides, at every request, so that a revoked session ends at once. */

const dayMs = 24 * 3600_000
/** Well within the shortest time that SESSION_IDLE_DAYS may name. */
const touchEveryMs = 5 * 60_000

/** Without its prefix. */
export const sessionCookie = 'next-auth.session-token'

/** What the operator has set. */
export function sessionLimits(context: Context): SessionLimits {
  const { SESSION_DAYS, SESSION_IDLE_DAYS } = context.environment
  return { absoluteMs: SESSION_DAYS * dayMs, idleMs: SESSION_IDLE_DAYS * dayMs }
}

const claims = z.object({ sid: z.string().min(32).max(128) })

/** @returns null for a visitor, and for a session that opens nothing: one that has ended, or that waits for a second factor */
export async function getActor(context: Context): Promise<Actor | null> {
  const sid = await findSessionToken(context)
  return sid === null ? null : findActor(context, sid, context.clock())
}

/** What the request's cookie says; whether it is worth anything, its row says. */
export async function findSessionToken(context: Context): Promise<string | null> {
  const { environment } = context
  const jar = await cookies()
  const cookie = jar.get(hostCookie(sessionCookie, usesSecureCookies(context)))?.value
  if (cookie === undefined) return null
  const parsed = claims.safeParse(await decodeOrNull(cookie, environment.NEXTAUTH_SECRET))
  return parsed.success ? parsed.data.sid : null
}

/** @throws DomainError 'not-signed-in', 'second-factor-needed' */
export async function requireActor(context: Context): Promise<Actor> {
  const { actor, mustSetUp } = await requireHolder(context)
  if (mustSetUp) throw new DomainError('second-factor-needed')
  return actor
}

/** Whoever is signed in, also while the site still waits for their second factor. @throws DomainError 'not-signed-in' */
export async function requireHolder(context: Context): Promise<SessionHolder> {
  const sid = await findSessionToken(context)
  const holder = sid === null ? null : await findHolder(context, sid, context.clock())
  if (holder === null) throw new DomainError('not-signed-in')
  return holder
}

/** Whether the request comes from somebody who has to set up a second factor before anything else. */
export async function mustSetUpSecondFactor(context: Context): Promise<boolean> {
  const sid = await findSessionToken(context)
  return sid !== null && (await findHolder(context, sid, context.clock()))?.mustSetUp === true
}

/** @returns finds, at any time after the request, who holds the session that it came with: null once that has ended */
export async function rememberSession(context: Context): Promise<() => Promise<Actor | null>> {
  const token = await findSessionToken(context)
  return async () => (token === null ? null : findActor(context, token, context.clock()))
}

/** Ends every session of the actor, this one too. */
export async function signOutEverywhere(context: SignInContext, actor: Actor): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { database } = context
  const ended = await revokeSessionsOf(database, { userId: actor.userId }, context.clock())
  await appendAuditEvent(database, {
    actorId: actor.userId,
    action: 'sessions.revoked',
    subject: `user:${actor.userId}`,
    details: { ended },
  })
  logSecurity(context, { event: 'session-ended', outcome: 'all', userId: actor.userId })
}

/** Who holds this session secret now, and may act by it. */
export async function findActor(context: Context, sessionToken: string, now: Date): Promise<Actor | null> {
  const holder = await findHolder(context, sessionToken, now)
  return holder === null || holder.mustSetUp ? null : holder.actor
}

export interface SessionHolder {
  actor: Actor
  /** The site asks for a second factor that they do not have: the session opens its set-up and nothing else. */
  mustSetUp: boolean
}

async function findHolder(context: Context, sessionToken: string, now: Date): Promise<SessionHolder | null> {
  const { database } = context
  const session = await findLiveSession(database, hashToken(sessionToken), now, sessionLimits(context))
  // Nobody is behind a pseudonym.
  if (session === undefined || session.user.deletedAt !== null) return null
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) await touchSession(database, session.id, now)
  const { id, displayName, email, role } = session.user
  const mustSetUp =
    (await mustHaveSecondFactor(context, database, session.user)) && !(await hasSecondFactor(database, id))
  return { actor: { userId: id, displayName, email, role }, mustSetUp }
}

/**
 * A new row and secret for each sign-in, so that a session fixed beforehand is worth nothing.
 * @param connection holds the user, and has seen that they may come in: a reset ends the sessions that it finds
 * @returns the secret
 */
export async function startSession(
  context: Context,
  connection: Connection,
  { userId, userAgent, now }: { userId: string; userAgent: string; now: Date },
): Promise<string> {
  const token = makeToken()
  await createSession(connection, {
    tokenHash: hashToken(token),
    userId,
    expiresAt: new Date(now.getTime() + sessionLimits(context).absoluteMs),
    userAgent: userAgent.slice(0, 300),
  })
  return token
}

/** @returns whose it was, if it was live until then */
export async function endSession(context: Context, sessionToken: string, now: Date): Promise<string | undefined> {
  return revokeSession(context.database, hashToken(sessionToken), now)
}

/** A cookie that was tampered with, or signed with an older secret, is a visitor's. */
async function decodeOrNull(cookie: string, secret: string): Promise<unknown> {
  try {
    return await decode({ token: cookie, secret })
  } catch (error) {
    // The codes of jose, which next-auth decrypts with.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return null
    throw error
  }
}

export function usesSecureCookies(context: Context): boolean {
  return servesHttps(context.environment)
}
