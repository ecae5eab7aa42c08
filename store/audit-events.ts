import type { Connection } from './database.ts'
import { parseJson } from './json.ts'
import type { Json } from '../grader/exercise/exercise.ts'

/** Append only: the database refuses changes, also ours. Never put a secret or a learner's source in `details`. */
export interface AuditEvent {
  actorId: string | null
  /** A verb, for example "classroom.created". */
  action: string
  /** What it happened to, for example "classroom:UUID". */
  subject: string
  details: Record<string, string | number | boolean | null | undefined>
}

export async function appendAuditEvent(connection: Connection, event: AuditEvent): Promise<void> {
  // What is undefined is left out, as JSON does.
  const details = parseJson(JSON.parse(JSON.stringify(event.details)))
  await connection.auditEvent.create({ data: { ...event, details: details ?? {} }, select: { id: true } })
}

/** Newest first. */
export async function listAuditEvents(
  connection: Connection,
  where: { subject?: string; actorId?: string },
  limit: number,
): Promise<Array<Omit<AuditEvent, 'details'> & { at: Date; details: Json }>> {
  const rows = await connection.auditEvent.findMany({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }], take: limit })
  return rows.map(({ at, actorId, action, subject, details }) => ({
    at,
    actorId,
    action,
    subject,
    details: parseJson(details),
  }))
}

export type AuditRecord = Omit<AuditEvent, 'details'> & {
  id: string
  at: Date
  details: Json
  /** Null when nobody did it, or their account is gone. */
  actorName: string | null
}

/** A page of what happened to one subject, newest first. @param before what is older than this one */
export async function listAuditPage(
  connection: Connection,
  where: { subject: string; before?: { at: Date; id: string } | undefined },
  limit: number,
): Promise<AuditRecord[]> {
  const { subject, before } = where
  const rows = await connection.auditEvent.findMany({
    where: {
      subject,
      ...(before === undefined ? {} : { OR: [{ at: { lt: before.at } }, { at: before.at, id: { lt: before.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  // The log has no foreign key, so that it outlives accounts: names are looked up beside it.
  const ids = [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))]
  const users = await connection.user.findMany({ where: { id: { in: ids } }, select: { id: true, displayName: true } })
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]))
  return rows.map(({ details, ...row }) => ({
    ...row,
    details: parseJson(details),
    actorName: row.actorId === null ? null : (names.get(row.actorId) ?? null),
  }))
}

/** Who did this last to one learner's work on one exercise of a class. */
export async function findLastActor(
  connection: Connection,
  where: { subject: string; action: string; userId: string; slug: string },
): Promise<{ name: string | null } | undefined> {
  const [row] = await connection.$queryRaw<Array<{ name: string | null }>>`
    SELECT users.display_name AS name
    FROM audit_events LEFT JOIN users ON users.id = audit_events.actor_id
    WHERE audit_events.subject = ${where.subject} AND audit_events.action = ${where.action}
      AND audit_events.details->>'userId' = ${where.userId} AND audit_events.details->>'slug' = ${where.slug}
    ORDER BY audit_events.at DESC, audit_events.id DESC LIMIT 1`
  return row
}
