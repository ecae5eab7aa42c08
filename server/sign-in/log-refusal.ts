import 'server-only'

import { findRequestAddress } from '../foundation/client-address.ts'
import { logError } from '../foundation/log-error.ts'
import { logSecurity, withoutSecrets } from './security-log.ts'
import { getActor } from './sessions.ts'
import type { SignInContext } from './sign-in-context.ts'

/** What somebody asked for and was refused. Never rejects: the refusal itself must reach who asked. */
export async function logRefusal(
  context: SignInContext,
  code: string,
  request: { method: string; headers: Headers; nextUrl: { pathname: string } },
): Promise<void> {
  try {
    const userId = code === 'not-signed-in' ? null : ((await getActor(context))?.userId ?? null)
    const path = withoutSecrets(request.nextUrl.pathname)
    const from = findRequestAddress(context, request.headers)
    logSecurity(context, { event: 'refused', outcome: code, method: request.method, path, userId, from })
  } catch (error) {
    logError(error)
  }
}
