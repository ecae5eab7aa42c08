/** Small messages to every process of the platform, over PostgreSQL's LISTEN and NOTIFY. They carry ids, never content. */
import { Client } from 'pg'
import { z } from 'zod'
import type { Connection } from './database.ts'

const channel = 'gradient_gym'

const notification = z.discriminatedUnion('type', [
  z.object({ type: z.literal('verdict'), submissionId: z.string(), slug: z.string(), userId: z.string() }),
  z.object({ type: z.literal('class'), classroomId: z.string() }),
  z.object({ type: z.literal('enrolment'), userId: z.string() }),
])
export type Notification = z.infer<typeof notification>

/** Inside a transaction it is sent when that commits, and never when it rolls back. */
export async function notify(connection: Connection, message: Notification): Promise<void> {
  await connection.$executeRaw`SELECT pg_notify(${channel}, ${JSON.stringify(message)})`
}

export interface NotificationListener {
  close(): Promise<void>
}

/**
 * Holds one connection and comes back when it is lost, waiting up to ten seconds between tries.
 * @param options.onGap after a reconnection: what was sent meanwhile is lost, so read again what matters
 */
export async function listenForNotifications(
  url: string,
  options: {
    onNotification: (message: Notification) => void
    onGap?: () => void
    onError?: (error: unknown) => void
  },
): Promise<NotificationListener> {
  let client: Client | undefined
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let failures = 0

  async function connect(): Promise<void> {
    const next = new Client({ connectionString: url, application_name: 'gradient-gym live', keepAlive: true })
    next.on('notification', ({ payload }) => {
      const parsed = notification.safeParse(parseOrNull(payload))
      if (parsed.success) options.onNotification(parsed.data)
    })
    next.on('error', (error) => {
      options.onError?.(error)
    })
    next.on('end', () => {
      if (client === next) client = undefined
      reconnectLater()
    })
    await next.connect()
    await next.query(`LISTEN ${channel}`)
    if (closed) {
      await next.end()
      return
    }
    client = next
  }

  function reconnectLater(): void {
    if (closed || timer !== undefined) return
    timer = setTimeout(
      () => {
        timer = undefined
        connect().then(
          () => {
            failures = 0
            options.onGap?.()
          },
          (error: unknown) => {
            failures += 1
            options.onError?.(error)
            reconnectLater()
          },
        )
      },
      Math.min(10_000, 250 * 2 ** failures),
    )
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end()
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
