import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'

import { hostCookie } from '@/course/sign-in/cookie-names.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Connection } from '@/store/foundation/database.ts'
import { findTokenOwner, issueToken, spendToken } from '@/store/sign-in/one-time-tokens.ts'
import { findSecondFactor } from '@/store/sign-in/second-factors.ts'
import { findUser, holdUser } from '@/store/accounts/users.ts'

import { findClientAddress } from '../foundation/client-address.ts'
import { countCode } from './second-factor.ts'
import { spendCode } from './second-factor-codes.ts'
import type { CodeKind } from './second-factor-codes.ts'
import { logSecurity } from './security-log.ts'
import { startSession, usesSecureCookies } from './sessions.ts'
import type { Context } from '../foundation/context.ts'
import type { SignInContext } from './sign-in-context.ts'

/**
 * The second step of a sign-in. Invariant: between the two there is no session, only a token in a cookie that names who has shown the
 * first factor, good for ten minutes and one sign-in. A new password ends it.
 */

const stepCookie = 'gradient-gym.second-step'
const stepMs = 10 * 60_000
const purpose = 'second-step'

/** @param connection holds the user. @returns the token; give it to the browser by keepStep once the transaction stands */
export async function beginSecondStep(connection: Connection, userId: string, now: Date): Promise<string> {
  return issueToken(connection, { purpose, userId, now, expiresAt: new Date(now.getTime() + stepMs) })
}

export async function keepStep(context: Context, token: string): Promise<void> {
  const secure = usesSecureCookies(context)
  const jar = await cookies()
  const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', maxAge: stepMs / 1000 } as const
  jar.set(hostCookie(stepCookie, secure), token, options)
}

/** Whether this browser has shown the first factor and not the second. */
export async function isAtSecondStep(context: Context): Promise<boolean> {
  const token = await findStepToken(context)
  if (token === null) return false
  const { database } = context
  return (await findTokenOwner(database, { purpose, token, now: context.clock() })) !== undefined
}

const typed = z.object({ code: z.string().min(1).max(60) })

/**
 * @returns the new session
 * @throws DomainError 'step-over', 'wrong-code', 'too-many-requests'
 */
export async function finishSignIn(
  context: SignInContext,
  given: unknown,
  request: { forwardedFor: string | undefined; userAgent: string },
): Promise<{ id: string; sid: string }> {
  const { database, environment } = context
  const from = findClientAddress(request.forwardedFor, environment.TRUSTED_PROXIES)
  const now = context.clock()
  const token = await findStepToken(context)
  const userId = token === null ? undefined : await findTokenOwner(database, { purpose, token, now })
  try {
    if (token === null || userId === undefined) throw new DomainError('step-over')
    const { kind, sid } = await enter(context, { userId, token, given, userAgent: request.userAgent, now })
    logSecurity(context, { event: 'sign-in', outcome: 'succeeded', by: kind, userId, from })
    const secure = usesSecureCookies(context)
    const jar = await cookies()
    jar.delete({ name: hostCookie(stepCookie, secure), path: '/', secure })
    return { id: userId, sid }
  } catch (error) {
    if (error instanceof DomainError) {
      const who = userId === undefined ? {} : { userId }
      logSecurity(context, { event: 'sign-in', outcome: 'refused', by: 'code', reason: error.code, ...who, from })
    }
    throw error
  }
}

async function enter(
  context: Context,
  request: {
    userId: string
    token: string
    given: unknown
    userAgent: string
    now: Date
  },
): Promise<{ kind: CodeKind; sid: string }> {
  const { userId, token, given, userAgent, now } = request
  await countCode(context, userId, now)
  const parsed = typed.safeParse(given)
  if (!parsed.success) throw new DomainError('wrong-code')
  return inTransaction(context.database, async (transaction) => {
    await holdUser(transaction, userId)
    const [user, factor] = [await findUser(transaction, userId), await findSecondFactor(transaction, userId)]
    if (user === undefined || user.deletedAt !== null || factor === undefined) throw new DomainError('step-over')
    const kind = await spendCode(context, transaction, factor, parsed.data.code, now)
    if (kind === null) throw new DomainError('wrong-code')
    // Last, so that a wrong code leaves it good.
    if (!(await spendToken(transaction, { purpose, token, userId, now }))) throw new DomainError('step-over')
    if (kind === 'recovery') {
      const subject = `user:${userId}`
      await appendAuditEvent(transaction, { actorId: userId, action: 'second-factor.recovered', subject, details: {} })
    }
    return { kind, sid: await startSession(context, transaction, { userId, userAgent, now }) }
  })
}

async function findStepToken(context: Context): Promise<string | null> {
  const jar = await cookies()
  return jar.get(hostCookie(stepCookie, usesSecureCookies(context)))?.value ?? null
}
