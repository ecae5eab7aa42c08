import { z } from 'zod'
import type { Connection } from '../foundation/database.ts'
import { parseJson } from '../foundation/json.ts'
import type { Json } from '../../grader/exercise/exercise.ts'

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

export interface AuditRecord extends Omit<AuditEvent, 'details'> {
  id: string
  at: Date
  details: Json
  /** Null when nobody did it, or their account is gone. */
  actorName: string | null
  /** Of `details.userId`, whom it happened to; null when it happened to nobody, or their account is gone. */
  personName: string | null
}

/** A page of what happened to one subject, newest first. @param where.before the last one of the page before */
export async function listAuditPage(
  connection: Connection,
  where: { subject: string; before?: string | undefined },
  limit: number,
): Promise<AuditRecord[]> {
  const rows = await connection.auditEvent.findMany({
    where: { subject: where.subject },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit,
    ...(where.before === undefined ? {} : { cursor: { id: where.before }, skip: 1 }),
  })
  // The log has no foreign key, so that it outlives accounts: names are looked up beside it.
  const ids = new Set(rows.flatMap(({ actorId, details }) => [actorId, personOf(details)].filter((id) => id !== null)))
  const users = await connection.user.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, displayName: true },
  })
  const names = new Map(users.map(({ id, displayName }) => [id, displayName]))
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return rows.map(({ details, ...row }) => ({
    ...row,
    details: parseJson(details),
    actorName: nameOf(row.actorId),
    personName: nameOf(personOf(details)),
  }))
}

const aboutPerson = z.object({ userId: z.uuid() })

function personOf(details: unknown): string | null {
  return aboutPerson.safeParse(details).data?.userId ?? null
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
