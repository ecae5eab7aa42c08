/** Which graders live. Each says so every few seconds, by the database's clock. */
import type { Connection } from '../foundation/database.ts'
import { toStorableText } from '../foundation/json.ts'

export interface GraderIdentity {
  /** Of this start of the process. */
  id: string
  /** Machine and process, for people. */
  name: string
  backend: string
  concurrency: number
  graderRevision: string
  browserVersion: string
}

export interface GraderRecord extends GraderIdentity {
  startedAt: Date
  lastSeenAt: Date
  /** It was heard of within the last half minute. */
  alive: boolean
}

export const graderBeatMs = 10_000
/** Three beats: one that is late is no death. */
const aliveSeconds = 30
const forgottenAfterHours = 24
const restartsKeptDays = 30

/** Says that this grader lives; the first time also what it is. Forgets graders that nobody has heard of for a day. */
export async function beat(connection: Connection, grader: GraderIdentity): Promise<void> {
  const { id, name, backend, concurrency, graderRevision, browserVersion } = grader
  await connection.$executeRaw`
    INSERT INTO graders (id, name, backend, concurrency, grader_revision, browser_version)
    VALUES (${id}::uuid, ${name}, ${backend}, ${concurrency}, ${graderRevision}, ${browserVersion})
    ON CONFLICT (id) DO UPDATE SET last_seen_at = now(), browser_version = EXCLUDED.browser_version`
  await connection.$executeRaw`
    DELETE FROM graders WHERE last_seen_at < now() - ${forgottenAfterHours} * interval '1 hour'`
}

/** A grader that ends in peace leaves no silent row behind. */
export async function leave(connection: Connection, id: string): Promise<void> {
  await connection.grader.deleteMany({ where: { id } })
}

/** The living first, then who was seen last. */
export async function listGraders(connection: Connection): Promise<GraderRecord[]> {
  return connection.$queryRaw<GraderRecord[]>`
    SELECT id, name, backend, concurrency, grader_revision AS "graderRevision", browser_version AS "browserVersion",
      started_at AS "startedAt", last_seen_at AS "lastSeenAt",
      last_seen_at > now() - ${aliveSeconds} * interval '1 second' AS alive
    FROM graders
    ORDER BY alive DESC, last_seen_at DESC`
}

export interface BrowserRestartRecord {
  graderName: string
  reason: string
  at: Date
}

export async function recordBrowserRestart(
  connection: Connection,
  restart: { graderName: string; reason: string },
): Promise<void> {
  const { graderName, reason } = restart
  await connection.browserRestart.create({ data: { graderName, reason: toStorableText(reason).slice(0, 300) } })
  await connection.$executeRaw`
    DELETE FROM browser_restarts WHERE at < now() - ${restartsKeptDays} * interval '1 day'`
}

/** Newest first. */
export async function listBrowserRestarts(
  connection: Connection,
  since: Date,
  limit: number,
): Promise<BrowserRestartRecord[]> {
  return connection.browserRestart.findMany({
    where: { at: { gte: since } },
    select: { graderName: true, reason: true, at: true },
    orderBy: { at: 'desc' },
    take: limit,
  })
}
