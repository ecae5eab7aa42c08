/** People on a roster who have not come yet. */
import type { Connection } from './database.ts'
import type { EnrolmentRole } from './enrolments.ts'

export interface InvitationRecord {
  id: string
  classroomId: string
  /** Lower-case. */
  email: string
  name: string
  role: EnrolmentRole
  studentId: string | null
}

/** Replaces what an earlier roster said of the same address. */
export async function putInvitation(
  connection: Connection,
  invitation: Omit<InvitationRecord, 'id'>,
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
