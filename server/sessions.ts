import 'server-only'
import { decode } from 'next-auth/jwt'
import { cookies } from 'next/headers'
import { z } from 'zod'

import { requirePermit } from '@/course/access.ts'
import type { Actor } from '@/course/access.ts'
import { hostCookie } from '@/course/cookie-names.ts'
import { DomainError } from '@/course/errors.ts'
import { appendAuditEvent } from '@/store/audit-events.ts'
import type { Connection } from '@/store/database.ts'
import { hashToken, makeToken } from '@/store/one-time-tokens.ts'
import { createSession, findLiveSession, revokeSession, revokeSessionsOf, touchSession } from '@/store/sessions.ts'

import { servesHttps } from './https.ts'
import { getServices } from './services.ts'

/** Next-auth's signed cookie names a row of ours; the row decides, at every request, so that a revoked session ends at once. */

export const sessionSeconds = 30 * 24 * 3600
const touchEveryMs = 5 * 60_000

/** Without its prefix. */
export const sessionCookie = 'next-auth.session-token'

const claims = z.object({ sid: z.string().min(32).max(128) })

/** @returns null for a visitor, and for a session that is revoked or expired */
export async function getActor(): Promise<Actor | null> {
  const sid = await findSessionToken()
  return sid === null ? null : findActor(sid, new Date())
}

/** What the request's cookie says; whether it is worth anything, its row says. */
export async function findSessionToken(): Promise<string | null> {
  const { environment } = getServices()
  const jar = await cookies()
  const cookie = jar.get(hostCookie(sessionCookie, usesSecureCookies()))?.value
  if (cookie === undefined) return null
  const parsed = claims.safeParse(await decodeOrNull(cookie, environment.NEXTAUTH_SECRET))
  return parsed.success ? parsed.data.sid : null
}

/** @throws DomainError 'not-signed-in' */
export async function requireActor(): Promise<Actor> {
  const actor = await getActor()
  if (actor === null) throw new DomainError('not-signed-in')
  return actor
}

/** @returns finds, at any time after the request, who holds the session that it came with: null once that has ended */
export async function rememberSession(): Promise<() => Promise<Actor | null>> {
  const token = await findSessionToken()
  return async () => (token === null ? null : findActor(token, new Date()))
}

/** Ends every session of the actor, this one too. */
export async function signOutEverywhere(actor: Actor): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { database } = getServices()
  const ended = await revokeSessionsOf(database, actor.userId, new Date())
  await appendAuditEvent(database, {
    actorId: actor.userId,
    action: 'sessions.revoked',
    subject: `user:${actor.userId}`,
    details: { ended },
  })
}

/** Who holds this session secret now. */
export async function findActor(sessionToken: string, now: Date): Promise<Actor | null> {
  const { database } = getServices()
  const session = await findLiveSession(database, hashToken(sessionToken), now)
  // Nobody is behind a pseudonym.
  if (session === undefined || session.user.deletedAt !== null) return null
  if (now.getTime() - session.lastSeenAt.getTime() > touchEveryMs) await touchSession(database, session.id, now)
  const { id, displayName, email, role } = session.user
  return { userId: id, displayName, email, role }
}

/**
 * A new row and secret for each sign-in, so that a session fixed beforehand is worth nothing.
 * @param connection holds the user, and has seen that they may come in: a reset ends the sessions that it finds
 * @returns the secret
 */
export async function startSession(
  connection: Connection,
  { userId, userAgent, now }: { userId: string; userAgent: string; now: Date },
): Promise<string> {
  const token = makeToken()
  await createSession(connection, {
    tokenHash: hashToken(token),
    userId,
    expiresAt: new Date(now.getTime() + sessionSeconds * 1000),
    userAgent: userAgent.slice(0, 300),
  })
  return token
}

export async function endSession(sessionToken: string, now: Date): Promise<void> {
  await revokeSession(getServices().database, hashToken(sessionToken), now)
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

export function usesSecureCookies(): boolean {
  return servesHttps(getServices().environment)
}
