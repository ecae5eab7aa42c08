import 'server-only'
import { z } from 'zod'

import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { readDevice } from '@/course/accounts/device.ts'
import type { Device } from '@/course/accounts/device.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { hashToken } from '@/store/sign-in/one-time-tokens.ts'
import { listLiveSessions, revokeSessionById, revokeSessionsOf } from '@/store/sign-in/sessions.ts'

import { parseId } from '../foundation/parse-input.ts'
import { logSecurity } from './security-log.ts'
import { sessionLimits } from './sessions.ts'
import type { Context } from '../foundation/context.ts'
import type { SignInContext } from './sign-in-context.ts'

export interface OwnSession {
  id: string
  device: Device
  /** ISO 8601. */
  createdAt: string
  lastSeenAt: string
  /** The one that asks. */
  isThis: boolean
}

/** Where the actor is signed in, most lately used first. @param sessionToken of the session that asks */
export async function listOwnSessions(
  context: Context,
  actor: Actor,
  sessionToken: string | null,
): Promise<OwnSession[]> {
  requirePermit(actor, 'manage-account', 'self')
  const own = sessionToken === null ? null : hashToken(sessionToken)
  const where = { userId: actor.userId, own }
  const sessions = await listLiveSessions(context.database, where, context.clock(), sessionLimits(context))
  return sessions.map(({ id, createdAt, lastSeenAt, userAgent, isOwn }) => ({
    id,
    device: readDevice(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThis: isOwn,
  }))
}

/** @throws DomainError 'not-found' also for somebody else's, and for one that has ended */
export async function endOwnSession(context: SignInContext, actor: Actor, id: string): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  const where = { id: parseId(z.uuid(), id), userId }
  await inTransaction(context.database, async (transaction) => {
    if (!(await revokeSessionById(transaction, where, context.clock()))) throw new DomainError('not-found')
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'sessions.revoked',
      subject: `user:${userId}`,
      details: { ended: 1 },
    })
  })
  logSecurity(context, { event: 'session-ended', outcome: 'one', userId })
}

/** Ends every session of the actor but the one that asks. */
export async function endOtherSessions(context: SignInContext, actor: Actor, sessionToken: string): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  await inTransaction(context.database, async (transaction) => {
    const ended = await revokeSessionsOf(transaction, { userId, kept: hashToken(sessionToken) }, context.clock())
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'sessions.revoked',
      subject: `user:${userId}`,
      details: { ended },
    })
  })
  logSecurity(context, { event: 'session-ended', outcome: 'others', userId })
}
