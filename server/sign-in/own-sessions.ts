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
import { getServices } from '../process/services.ts'
import { sessionLimits } from './sessions.ts'

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
export async function listOwnSessions(actor: Actor, sessionToken: string | null): Promise<OwnSession[]> {
  requirePermit(actor, 'manage-account', 'self')
  const own = sessionToken === null ? null : hashToken(sessionToken)
  const where = { userId: actor.userId, own }
  const sessions = await listLiveSessions(getServices().database, where, new Date(), sessionLimits())
  return sessions.map(({ id, createdAt, lastSeenAt, userAgent, isOwn }) => ({
    id,
    device: readDevice(userAgent),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    isThis: isOwn,
  }))
}

/** @throws DomainError 'not-found' also for somebody else's, and for one that has ended */
export async function endOwnSession(actor: Actor, id: string): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  const where = { id: parseId(z.uuid(), id), userId }
  await inTransaction(getServices().database, async (transaction) => {
    if (!(await revokeSessionById(transaction, where, new Date()))) throw new DomainError('not-found')
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'sessions.revoked',
      subject: `user:${userId}`,
      details: { ended: 1 },
    })
  })
  logSecurity({ event: 'session-ended', outcome: 'one', userId })
}

/** Ends every session of the actor but the one that asks. */
export async function endOtherSessions(actor: Actor, sessionToken: string): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { userId } = actor
  await inTransaction(getServices().database, async (transaction) => {
    const ended = await revokeSessionsOf(transaction, { userId, kept: hashToken(sessionToken) }, new Date())
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'sessions.revoked',
      subject: `user:${userId}`,
      details: { ended },
    })
  })
  logSecurity({ event: 'session-ended', outcome: 'others', userId })
}
