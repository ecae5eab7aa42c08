import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { ServerResponse } from 'node:http'

import { strictTransport } from './https.ts'
import type { Context } from './context.ts'

/**
 * Puts Strict-Transport-Security on every answer of this process, files and API too. next.config.js cannot: it is read at the
 * build, and the address of the site is known at the start.
 */
export function sendStrictTransport(context: Context): void {
  const policy = strictTransport(context.environment)
  if (policy === null) return
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return
    if (message.response instanceof ServerResponse) message.response.setHeader('Strict-Transport-Security', policy)
  })
}
