import 'server-only'
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'

import { DomainError } from '@/course/errors.ts'
import { findUserByEmail, normaliseEmail } from '@/store/users.ts'

import { findClientAddress } from './client-address.ts'
import { passwordLength, verifyPassword } from './passwords.ts'
import { getServices } from './services.ts'
import { endSession, sessionSeconds, startSession, usesSecureCookies } from './sessions.ts'
import { requireUnderLimit } from './throttling.ts'

const credentials = z.object({
  email: z.string().min(3).max(254),
  password: z.string().min(1).max(passwordLength.most),
})

/** Options of next-auth v4 for app/api/auth; made at each call, because they depend on the checked environment. */
export function makeAuthOptions(): AuthOptions {
  const { environment } = getServices()
  return {
    secret: environment.NEXTAUTH_SECRET,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        id: 'credentials',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (typed, request) => {
          const { headers } = request
          return signIn(typed, {
            forwardedFor: headerText(headers?.['x-forwarded-for']),
            userAgent: headerText(headers?.['user-agent']) ?? '',
          })
        },
      }),
    ],
    callbacks: {
      // The cookie carries the session's secret and nothing else about the person.
      jwt: ({ token, user }) => (isSignedIn(user) ? { sid: user.sid } : token),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const sid = z.string().safeParse(token?.['sid'])
        if (sid.success) await endSession(sid.data, new Date())
      },
    },
  }
}

interface SignedIn {
  id: string
  sid: string
}

/**
 * Counts the try, then verifies; an unknown account costs the same time and gets the same answer as a wrong password.
 * @returns null for either
 * @throws Error 'too-many-requests', which next-auth hands to the page as its error
 */
export async function signIn(
  typed: unknown,
  request: { forwardedFor: string | undefined; userAgent: string },
): Promise<SignedIn | null> {
  const parsed = credentials.safeParse(typed)
  if (!parsed.success) return null
  const { database, environment } = getServices()
  const email = normaliseEmail(parsed.data.email)
  const now = new Date()
  await countSignIn(email, findClientAddress(request.forwardedFor, environment.TRUSTED_PROXIES), now)
  const user = await findUserByEmail(database, email)
  const matches = await verifyPassword(user?.passwordHash, parsed.data.password)
  if (user === undefined || !matches) return null
  return { id: user.id, sid: await startSession(user.id, request.userAgent, now) }
}

async function countSignIn(email: string, address: string | undefined, now: Date): Promise<void> {
  const { database } = getServices()
  try {
    await requireUnderLimit(
      database,
      [
        { rule: 'sign-in-account', subject: email },
        ...(address === undefined
          ? []
          : ([
              { rule: 'sign-in-account-address', subject: `${email} ${address}` },
              { rule: 'sign-in-address', subject: address },
            ] as const)),
      ],
      now,
    )
  } catch (error) {
    if (error instanceof DomainError) throw new Error(error.code, { cause: error })
    throw error
  }
}

function isSignedIn(user: unknown): user is SignedIn {
  return typeof user === 'object' && user !== null && 'sid' in user && typeof user.sid === 'string'
}

function headerText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
