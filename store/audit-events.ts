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

/** What people did to one learner's grade for one exercise of a class, newest first. */
export async function listGradeEvents(
  connection: Connection,
  grade: { classroomId: string; userId: string; slug: string },
  limit: number,
): Promise<Array<{ at: Date; action: string; actorName: string | null }>> {
  return connection.$queryRaw<Array<{ at: Date; action: string; actorName: string | null }>>`
    SELECT audit_events.at, audit_events.action, users.display_name AS "actorName"
    FROM audit_events
    LEFT JOIN users ON users.id = audit_events.actor_id
    WHERE audit_events.subject = ${`classroom:${grade.classroomId}`}
      AND audit_events.action IN (
        'grade.overridden', 'grade.override-withdrawn', 'extension.granted', 'extension.withdrawn')
      AND audit_events.details @> ${JSON.stringify({ userId: grade.userId, slug: grade.slug })}::jsonb
    ORDER BY audit_events.at DESC, audit_events.id DESC
    LIMIT ${limit}`
}
