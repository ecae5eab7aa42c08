/** People on a roster who have not come yet. */
import type { Connection, Transaction } from '../foundation/database.ts'
import type { EnrolmentRole } from '../../course/accounts/access.ts'

export interface InvitationRecord {
  id: string
  classroomId: string
  /** Lower-case. */
  email: string
  name: string
  role: EnrolmentRole
  studentId: string | null
  /** When it was asked to be mailed last; null: never. */
  mailAskedAt: Date | null
  /** When the mail server took it last. */
  mailedAt: Date | null
}

/** Replaces what an earlier roster said of the same address. */
export async function putInvitation(
  connection: Connection,
  invitation: Omit<InvitationRecord, 'id' | 'mailAskedAt' | 'mailedAt'>,
): Promise<InvitationRecord> {
  const { classroomId, email, ...said } = invitation
  return connection.invitation.upsert({
    where: { classroomId_email: { classroomId, email } },
    create: invitation,
    update: said,
  })
}

export async function listInvitations(connection: Connection, classroomId: string): Promise<InvitationRecord[]> {
  return connection.invitation.findMany({ where: { classroomId }, orderBy: [{ name: 'asc' }, { email: 'asc' }] })
}

/** In classes that run. */
export async function listInvitationsOf(
  connection: Connection,
  email: string,
): Promise<Array<InvitationRecord & { className: string }>> {
  const rows = await connection.invitation.findMany({
    where: { email, classroom: { archivedAt: null } },
    include: { classroom: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
  })
  return rows.map(({ classroom, ...invitation }) => ({ ...invitation, className: classroom.name }))
}

export async function findInvitation(connection: Connection, id: string): Promise<InvitationRecord | undefined> {
  return (await connection.invitation.findUnique({ where: { id } })) ?? undefined
}

export async function findInvitationFor(
  connection: Connection,
  invitation: { classroomId: string; email: string },
): Promise<InvitationRecord | undefined> {
  const { classroomId, email } = invitation
  return (await connection.invitation.findUnique({ where: { classroomId_email: { classroomId, email } } })) ?? undefined
}

/** @returns whether it was there: of two who take it at once, one is told yes */
export async function deleteInvitation(connection: Connection, id: string): Promise<boolean> {
  const { count } = await connection.invitation.deleteMany({ where: { id } })
  return count === 1
}

/** Asks for letters to those who were not asked for since `before`. @returns how many */
export async function askToMailInvitations(
  connection: Connection,
  request: { classroomId: string; locale: string; before: Date; now: Date },
): Promise<number> {
  const { classroomId, locale, before, now } = request
  const { count } = await connection.invitation.updateMany({
    where: { classroomId, OR: [{ mailAskedAt: null }, { mailAskedAt: { lt: before } }] },
    data: { mailAskedAt: now, mailLocale: locale },
  })
  return count
}

/** Of classes that run, those that were asked for since `since` and wait to be mailed, oldest wish first. */
export async function listInvitationsToMail(
  connection: Connection,
  where: { since: Date; except: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await connection.$queryRaw<Array<{ id: string }>>`
    SELECT invitations.id FROM invitations
    JOIN classrooms ON classrooms.id = invitations.classroom_id
    WHERE invitations.mail_asked_at > ${where.since}
      AND (invitations.mailed_at IS NULL OR invitations.mailed_at < invitations.mail_asked_at)
      AND classrooms.archived_at IS NULL AND invitations.id <> ALL (${[...where.except]}::uuid[])
    ORDER BY invitations.mail_asked_at, invitations.id
    LIMIT ${where.limit}`
  return rows.map(({ id }) => id)
}

/**
 * An invitation that waits to be mailed, for whoever asks first: until the end of this transaction nobody else gets it. It is marked
 * as mailed, which is kept when the transaction is.
 */
export async function takeInvitationToMail(
  transaction: Transaction,
  id: string,
  now: Date,
): Promise<{ email: string; locale: string } | undefined> {
  const [row] = await transaction.$queryRaw<Array<{ email: string; locale: string | null }>>`
    UPDATE invitations SET mailed_at = ${now}
    WHERE id = (
      SELECT id FROM invitations
      WHERE id = ${id}::uuid AND mail_asked_at IS NOT NULL AND (mailed_at IS NULL OR mailed_at < mail_asked_at)
      FOR UPDATE SKIP LOCKED)
    RETURNING email, mail_locale AS locale`
  return row === undefined ? undefined : { email: row.email, locale: row.locale ?? '' }
}
