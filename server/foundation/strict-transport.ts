import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { ServerResponse } from 'node:http'

import { strictTransport } from './https.ts'
import { getServices } from '../process/services.ts'

/**
 * Puts Strict-Transport-Security on every answer of this process, files and API too. next.config.js cannot: it is read at the
 * build, and the address of the site is known at the start.
 */
export function sendStrictTransport(): void {
  const policy = strictTransport(getServices().environment)
  if (policy === null) return
  subscribe('http.server.request.start', (message) => {
    if (typeof message !== 'object' || message === null || !('response' in message)) return
    if (message.response instanceof ServerResponse) message.response.setHeader('Strict-Transport-Security', policy)
  })
}
