import 'server-only'
import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { cookies } from 'next/headers'
import { z } from 'zod'

import { emailAddress } from '@/contracts/fields.ts'
import { hostCookie } from '@/course/sign-in/cookie-names.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { outsideProviders } from '@/course/accounts/outside-accounts.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { hasSecondFactor } from '@/store/sign-in/second-factors.ts'
import { findUserByEmail, holdPassword } from '@/store/accounts/users.ts'

import { findClientAddress } from '../foundation/client-address.ts'
import { makeProviders } from './identity-providers.ts'
import { logError } from '../foundation/log-error.ts'
import { enterFromOutside } from './outside-sign-in.ts'
import { passwordLength } from '@/course/sign-in/password-length.ts'
import { requireRoomForPassword, verifyPassword } from './passwords.ts'
import { logSecurity, markOf } from './security-log.ts'
import { beginSecondStep, finishSignIn, keepStep } from './second-step.ts'
import { endSession, sessionCookie, sessionLimits, startSession, usesSecureCookies } from './sessions.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { SignInContext } from './sign-in-context.ts'
import type { Context } from '../foundation/context.ts'

const credentials = z.object({
  email: emailAddress,
  password: z.string().min(1).max(passwordLength.most),
})

const callbackCookie = 'next-auth.callback-url'

/**
 * Options of next-auth v4 for app/api/auth; made anew for each request, whose session they carry from one callback to the next.
 * @param report.onRefused told of a sign-in that is refused with a reason of its own
 */
export function makeAuthOptions(
  context: SignInContext,
  report: { onRefused?: (error: DomainError) => void } = {},
): AuthOptions {
  const { environment } = context
  let openedFromOutside: string | null = null
  return {
    secret: environment.NEXTAUTH_SECRET,
    useSecureCookies: usesSecureCookies(context),
    cookies: makeCookies(usesSecureCookies(context)),
    session: { strategy: 'jwt', maxAge: sessionLimits(context).absoluteMs / 1000 },
    pages: { signIn: '/sign-in', signOut: '/me', error: '/sign-in' },
    logger: {
      // Its own would print what a provider said of a person.
      error: (code, metadata) => logError(new Error(code, { cause: causeOf(metadata) })),
      warn: () => undefined,
      debug: () => undefined,
    },
    providers: [
      ...makeProviders(environment),
      CredentialsProvider({
        id: 'credentials',
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (typed, request) => {
          const { headers } = request
          return withoutDetails(
            signIn(context, typed, {
              forwardedFor: headerText(headers?.['x-forwarded-for']),
              userAgent: headerText(headers?.['user-agent']) ?? '',
            }),
            report.onRefused,
          )
        },
      }),
      CredentialsProvider({
        id: 'second-step',
        credentials: { code: { type: 'text' } },
        authorize: async (typed, { headers }) =>
          withoutDetails(
            finishSignIn(context, typed, {
              forwardedFor: headerText(headers?.['x-forwarded-for']),
              userAgent: headerText(headers?.['user-agent']) ?? '',
            }),
            report.onRefused,
          ),
      }),
    ],
    callbacks: {
      signIn: async ({ user, account }) => {
        if (account?.type !== 'oauth') return true
        const person = outsidePerson.parse({ ...user, ...account })
        const entry = await withoutDetails(enterFromOutside(context, person, context.clock()))
        if (entry.kind === 'linked') return '/me#connections'
        if (entry.kind === 'second-step') return await secondStepPath(context)
        if (entry.kind === 'refused') {
          return entry.connecting ? `/me?refused=${entry.reason}#connections` : `/sign-in?error=${entry.reason}`
        }
        openedFromOutside = entry.sid
        return true
      },
      // The cookie carries the session's secret and nothing else about the person.
      jwt: ({ token, user }) => {
        if (openedFromOutside !== null) return { sid: openedFromOutside }
        return isSignedIn(user) ? { sid: user.sid } : token
      },
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signOut: async ({ token }) => {
        const sid = z.string().safeParse(token?.['sid'])
        const userId = sid.success ? await endSession(context, sid.data, context.clock()) : undefined
        if (userId !== undefined) logSecurity(context, { event: 'session-ended', outcome: 'signed-out', userId })
      },
    },
  }
}

/** All of next-auth's, of this host alone where the site is served over https; by itself it would bind only one of them. */
function makeCookies(secure: boolean): NonNullable<AuthOptions['cookies']> {
  const cookie = (name: string, maxAge?: number) => ({
    name: hostCookie(name, secure),
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure, ...(maxAge === undefined ? {} : { maxAge }) },
  })
  // As long as somebody may take at a provider's pages.
  const roundTripSeconds = 15 * 60
  return {
    sessionToken: cookie(sessionCookie),
    callbackUrl: cookie(callbackCookie),
    csrfToken: cookie('next-auth.csrf-token'),
    pkceCodeVerifier: cookie('next-auth.pkce.code_verifier', roundTripSeconds),
    state: cookie('next-auth.state', roundTripSeconds),
    nonce: cookie('next-auth.nonce', roundTripSeconds),
  }
}

/** The profile that makeProviders made, with next-auth's account beside it. */
const outsidePerson = z.object({
  provider: z.enum(outsideProviders),
  providerAccountId: z.string().min(1),
  name: z.string(),
  // next-auth turns null into nothing.
  email: z
    .string()
    .nullish()
    .transform((email) => email ?? null),
  emailVerified: z.boolean(),
})

/** next-auth gives an error, or something that holds one beside what must not be logged. */
function causeOf(metadata: unknown): unknown {
  if (metadata instanceof Error) return metadata
  return typeof metadata === 'object' && metadata !== null && 'error' in metadata ? metadata.error : undefined
}

/** next-auth writes an error's message into the address of the next page: ours keep theirs in the log. */
async function withoutDetails<T>(deed: Promise<T>, onRefused?: (error: DomainError) => void): Promise<T> {
  try {
    return await deed
  } catch (error) {
    if (error instanceof DomainError) {
      onRefused?.(error)
      throw new Error(error.code, { cause: error })
    }
    logError(error)
    throw new Error('unexpected', { cause: error })
  }
}

/** Where a sign-in elsewhere goes on, with the page that its first step was on the way to. */
async function secondStepPath(context: Context): Promise<string> {
  const jar = await cookies()
  const wanted = jar.get(hostCookie(callbackCookie, usesSecureCookies(context)))?.value ?? ''
  const [, locale = 'en', next] =
    /^\/(en|zh)(\/.*)?$/.exec(URL.canParse(wanted) ? new URL(wanted).pathname : wanted) ?? []
  return `/${locale}/sign-in${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`
}

interface SignedIn {
  id: string
  sid: string
}

/**
 * Counts the try, then verifies; an unknown account costs the same time and gets the same answer as a wrong password.
 * @returns null for either
 * @throws DomainError 'second-step' where a code is asked for as well: then the browser has a cookie for that;
 * 'too-many-requests', 'busy', whose code next-auth hands to the page as its error
 */
export async function signIn(
  context: SignInContext,
  typed: unknown,
  request: { forwardedFor: string | undefined; userAgent: string },
): Promise<SignedIn | null> {
  const parsed = credentials.safeParse(typed)
  if (!parsed.success) return null
  const { database, environment } = context
  const { email } = parsed.data
  const now = context.clock()
  // Who comes while the machine can take no more has not tried.
  requireRoomForPassword(context)
  const from = findClientAddress(request.forwardedFor, environment.TRUSTED_PROXIES)
  const refuse = (reason: string, userId?: string): null => {
    const who = userId === undefined ? { account: markOf(context, email) } : { userId }
    logSecurity(context, { event: 'sign-in', outcome: 'refused', by: 'password', reason, ...who, from })
    return null
  }
  await countSignIn(context, email, from, now).catch((error: unknown) => {
    refuse('too-many-requests')
    throw error
  })
  const user = await findUserByEmail(database, email)
  const matches = await verifyPassword(context, user?.passwordHash, parsed.data.password)
  if (user === undefined) return refuse('unknown-account')
  if (!matches) return refuse('wrong-password', user.id)
  const begun = await inTransaction(database, async (transaction) => {
    // It took a while to verify.
    if (!(await holdPassword(transaction, user))) return null
    if (await hasSecondFactor(transaction, user.id)) {
      return { step: await beginSecondStep(transaction, user.id, now) }
    }
    return {
      id: user.id,
      sid: await startSession(context, transaction, { userId: user.id, userAgent: request.userAgent, now }),
    }
  })
  if (begun === null) return refuse('password-changed', user.id)
  const outcome = 'step' in begun ? 'asked-for-code' : 'succeeded'
  logSecurity(context, { event: 'sign-in', outcome, by: 'password', userId: user.id, from })
  if (!('step' in begun)) return begun
  await keepStep(context, begun.step)
  throw new DomainError('second-step')
}

async function countSignIn(context: Context, email: string, address: string | undefined, now: Date): Promise<void> {
  const attempts: Parameters<typeof requireUnderLimit>[1] = [
    ...(address === undefined
      ? []
      : ([
          { rule: 'sign-in-account-address', subject: `${email} ${address}` },
          { rule: 'sign-in-address', subject: address },
        ] as const)),
    { rule: 'sign-in-account', subject: email },
  ]
  await requireUnderLimit(context.database, attempts, now)
}

function isSignedIn(user: unknown): user is SignedIn {
  return typeof user === 'object' && user !== null && 'sid' in user && typeof user.sid === 'string'
}

function headerText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
