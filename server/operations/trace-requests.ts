import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import { IncomingMessage } from 'node:http'

/**
 * TRACE is a method that Next's own request cannot be made of: it answers 500, and logs a stack for each. Under a name that HTTP does
 * not know it is refused like any other that a route does not have. Can go when Next answers 405 by itself.
 */
export function refuseTraceRequests(): void {
  subscribe('http.server.request.start', (message) => {
    const request =
      typeof message === 'object' && message !== null && 'request' in message ? message.request : undefined
    if (request instanceof IncomingMessage && request.method === 'TRACE') request.method = 'UNKNOWN'
  })
}
