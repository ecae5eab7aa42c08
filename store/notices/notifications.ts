/** Small messages to every process of the platform, over PostgreSQL's LISTEN and NOTIFY. They carry ids, never content. */
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from '../foundation/database.ts'

const channel = 'gradient_gym'
const shortestPauseMs = 250
const longestPauseMs = 10_000

const notification = z.discriminatedUnion('type', [
  z.object({ type: z.literal('verdict'), submissionId: z.string(), slug: z.string(), userId: z.string() }),
  // With the one learner whose grades or doings moved; without one anything of the class may have.
  z.object({ type: z.literal('class'), classroomId: z.string(), userId: z.string().exactOptional() }),
  z.object({ type: z.literal('enrolment'), userId: z.string() }),
  z.object({ type: z.literal('notice'), userId: z.string() }),
])
export type Notification = z.infer<typeof notification>

/** Inside a transaction they are sent when that commits, and never when it rolls back. */
export async function notify(connection: Connection, ...messages: Notification[]): Promise<void> {
  if (messages.length === 0) return
  const payloads = messages.map((message) => JSON.stringify(message))
  await connection.$executeRaw`SELECT pg_notify(${channel}, payload) FROM unnest(${payloads}::text[]) AS payload`
}

export interface NotificationListener {
  /** Resolves when notifications arrive for the first time. */
  ready: Promise<void>
  close(): Promise<void>
}

/**
 * Holds one connection and comes back when it is lost, waiting up to ten seconds between tries. A database that is away at the
 * beginning is a connection that is lost already.
 * @param options.onGap after each connection but one that came at the first try: what was sent before is lost, so read again
 * what matters
 */
export function listenForNotifications(
  url: string,
  options: {
    onNotification: (message: Notification) => void
    onGap?: () => void
    onError?: (error: unknown) => void
  },
): NotificationListener {
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>()
  const closing = new AbortController()

  /** From a connection to its end. @throws when it does not come about */
  async function listenOnce(isFirstTry: boolean): Promise<void> {
    const client = new Client({
      connectionString: url,
      application_name: 'gradient-gym live',
      keepAlive: true,
      connectionTimeoutMillis: longestPauseMs,
    })
    const ended = new Promise<void>((resolve) => client.once('end', resolve))
    const end = (): void => void client.end().catch(() => undefined) // It has ended already.
    client.on('notification', ({ payload }) => {
      const parsed = notification.safeParse(parseOrNull(payload))
      if (parsed.success) options.onNotification(parsed.data)
    })
    client.on('error', (error) => options.onError?.(error))
    closing.signal.addEventListener('abort', end)
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      becomeReady()
      if (!isFirstTry) options.onGap?.()
      await ended
    } finally {
      closing.signal.removeEventListener('abort', end)
      end()
    }
  }

  async function listen(): Promise<void> {
    let failures = 0
    for (let isFirstTry = true; !closing.signal.aborted; isFirstTry = false) {
      try {
        await listenOnce(isFirstTry)
        failures = 0
      } catch (error) {
        failures += 1
        if (!closing.signal.aborted) options.onError?.(error)
      }
      await wait(Math.min(longestPauseMs, shortestPauseMs * 2 ** failures), undefined, {
        signal: closing.signal,
      }).catch(
        () => undefined, // Closed: the loop ends.
      )
    }
  }

  const listening = listen()
  return {
    ready,
    async close() {
      closing.abort()
      await listening
    },
  }
}

/** @returns null for what is not JSON, which the schema then refuses */
function parseOrNull(payload: string | undefined): unknown {
  try {
    return JSON.parse(payload ?? 'null')
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
