import 'server-only'

import { findRequestAddress } from '../foundation/client-address.ts'
import { logError } from '../foundation/log-error.ts'
import { logSecurity, withoutSecrets } from './security-log.ts'
import { getActor } from './sessions.ts'

/** What somebody asked for and was refused. Never rejects: the refusal itself must reach who asked. */
export async function logRefusal(
  code: string,
  request: { method: string; headers: Headers; nextUrl: { pathname: string } },
): Promise<void> {
  try {
    const userId = code === 'not-signed-in' ? null : ((await getActor())?.userId ?? null)
    const path = withoutSecrets(request.nextUrl.pathname)
    const from = findRequestAddress(request.headers)
    logSecurity({ event: 'refused', outcome: code, method: request.method, path, userId, from })
  } catch (error) {
    logError(error)
  }
}
