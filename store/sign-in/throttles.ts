import type { Connection } from '../foundation/database.ts'

export interface ThrottleRule {
  limit: number
  windowSeconds: number
}

export interface ThrottleAnswer {
  allowed: boolean
  retryAfterSeconds: number
}

/**
 * Counts one attempt, in PostgreSQL, so that every copy of the web shares the count and parallel attempts cannot pass together.
 * @param key what is counted; hash what is personal
 */
export async function countAttempt(
  connection: Connection,
  attempt: { key: string; rule: ThrottleRule; now: Date },
): Promise<ThrottleAnswer> {
  const { key, rule, now } = attempt
  const windowMs = rule.windowSeconds * 1000
  const windowStart = new Date(Math.floor(now.getTime() / windowMs) * windowMs)
  const [row] = await connection.$queryRaw<Array<{ count: number }>>`
    INSERT INTO throttles (key, window_start, count) VALUES (${key}, ${windowStart}, 1)
    ON CONFLICT (key, window_start) DO UPDATE SET count = throttles.count + 1
    RETURNING count`
  if (row === undefined) throw new Error('a throttle gave no count')
  return {
    allowed: row.count <= rule.limit,
    retryAfterSeconds: Math.max(1, Math.ceil((windowStart.getTime() + windowMs - now.getTime()) / 1000)),
  }
}

/** Forgets counts of windows that began before. */
export async function forgetThrottles(connection: Connection, before: Date): Promise<void> {
  await connection.throttle.deleteMany({ where: { windowStart: { lt: before } } })
}
