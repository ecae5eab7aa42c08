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
