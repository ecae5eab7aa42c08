import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

import { requirePermit, strongerRole } from '@/course/accounts/access.ts'
import type { Actor, EnrolmentRole } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { parseJoinCode } from '@/course/classes/join-code.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { findClassroom, findClassroomByJoinCode } from '@/store/classes/classrooms.ts'
import type { ClassroomRecord } from '@/store/classes/classrooms.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Connection, Transaction } from '@/store/foundation/database.ts'
import {
  changeEnrolment,
  enrol,
  findEnrolment,
  findEnrolmentRole,
  holdClassroom,
  isStudentIdTaken,
} from '@/store/classes/enrolments.ts'
import { markLearnerStale } from '@/store/grades/grades.ts'
import { deleteInvitation, findInvitation, findInvitationFor, listInvitationsOf } from '@/store/classes/invitations.ts'
import type { InvitationRecord } from '@/store/classes/invitations.ts'
import { notify } from '@/store/notices/notifications.ts'
import { findUser } from '@/store/accounts/users.ts'

import { requireUnderLimit } from '../foundation/throttling.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { Context } from '../foundation/context.ts'

/** How people come into a class: by its code, or by an invitation of their own. Nobody is enrolled without doing it themselves. */

/**
 * Joining twice changes nothing. Who is on the roster gets their number from it, where the site sends mail only once their address
 * is proved; a role above learner only by their own link, because an address that nobody proved may be typed by anyone.
 * @throws DomainError 'not-found' for a wrong code, 'join-closed', 'removed-from-class', 'too-many-requests'
 */
export async function joinClassroom(context: MailContext, actor: Actor, typedCode: string): Promise<{ id: string }> {
  requirePermit(actor, 'join-classroom', 'self')
  const { database } = context
  const now = context.clock()
  await requireUnderLimit(database, [{ rule: 'join', subject: actor.userId }], now)
  const code = parseJoinCode(typedCode)
  const found = code === undefined ? undefined : await findClassroomByJoinCode(database, code)
  // Archived classes take nobody in, and do not say that they are there.
  if (found === undefined || found.archivedAt !== null) throw new DomainError('not-found')
  const before = await findEnrolment(database, found.id, actor.userId)
  if (before !== undefined && before.removedAt === null) return { id: found.id }
  // Who left by themselves may change their mind.
  if (before !== undefined && before.leftAt === null) throw new DomainError('removed-from-class')
  if (joinStandingOf(found, now) !== 'open') throw new DomainError('join-closed')
  await inTransaction(database, async (transaction) => {
    await holdClassroom(transaction, found.id)
    const invitation = await findOwnInvitation(context, transaction, actor, found.id)
    const isPlain = invitation === undefined || invitation.role === 'learner'
    if (invitation !== undefined && isPlain) await deleteInvitation(transaction, invitation.id)
    await takeIn(transaction, actor, {
      classroomId: found.id,
      role: 'learner',
      studentId: isPlain ? (invitation?.studentId ?? null) : null,
      name: isPlain ? (invitation?.name ?? '') : '',
    })
  })
  return { id: found.id }
}

/**
 * Whoever types a stranger's address must not use up the stranger's invitation and take their number. Where the site sends no mail
 * few can prove an address, and the code alone has to do.
 */
async function findOwnInvitation(
  context: MailContext,
  transaction: Transaction,
  actor: Actor,
  classroomId: string,
): Promise<InvitationRecord | undefined> {
  const user = await findUser(transaction, actor.userId)
  if (user === undefined || (context.mailer !== null && user.emailVerifiedAt === null)) return undefined
  return findInvitationFor(transaction, { classroomId, email: user.email })
}

/** `closed` by hand, `ended` by its date. */
export type JoinStanding = 'open' | 'closed' | 'ended'

export function joinStandingOf(
  { joinOpen, joinEndsAt }: Pick<ClassroomRecord, 'joinOpen' | 'joinEndsAt'>,
  now: Date,
): JoinStanding {
  if (!joinOpen) return 'closed'
  return joinEndsAt !== null && joinEndsAt < now ? 'ended' : 'open'
}

export interface InvitationSummary {
  /** A path of this site. */
  path: string
  className: string
  role: EnrolmentRole
}

/** Invitations to the actor's address, once it is proved to be theirs. */
export async function listMyInvitations(context: Context, actor: Actor): Promise<InvitationSummary[]> {
  requirePermit(actor, 'join-classroom', 'self')
  const { database } = context
  const user = await findUser(database, actor.userId)
  if (user === undefined || user.emailVerifiedAt === null) return []
  const invitations = await listInvitationsOf(database, user.email)
  return invitations.map(({ id, className, role }) => ({ path: linkToInvitation(context, id), className, role }))
}

export interface InvitationOffer {
  className: string
  role: EnrolmentRole
  /** Of a reader whom it would give nothing: staff of the class with this role or a stronger one. */
  alreadyIn: { classroomId: string; role: EnrolmentRole } | null
}

/**
 * What somebody with the link may know before they accept.
 * @param reader null: nobody is signed in
 * @throws DomainError 'not-found' for a wrong or spent link
 */
export async function getInvitation(context: Context, token: string, reader: Actor | null): Promise<InvitationOffer> {
  const { classroom, invitation } = await openInvitation(context, token)
  const role = reader === null ? null : await findStaffRole(context.database, reader, invitation)
  return {
    className: classroom.name,
    role: invitation.role,
    alreadyIn: role === null ? null : { classroomId: classroom.id, role },
  }
}

/**
 * The link works once, for whoever is signed in: who sent it meant its reader, whatever address their account has. Staff whom it
 * would not make more than they are do not use it up: they have opened somebody else's.
 * @throws DomainError 'not-found' for a wrong or spent link
 */
export async function acceptInvitation(context: Context, actor: Actor, token: string): Promise<{ id: string }> {
  requirePermit(actor, 'join-classroom', 'self')
  const { database } = context
  await requireUnderLimit(database, [{ rule: 'join', subject: actor.userId }], context.clock())
  const { invitation, classroom } = await openInvitation(context, token)
  await inTransaction(database, async (transaction) => {
    await holdClassroom(transaction, classroom.id)
    if ((await findStaffRole(transaction, actor, invitation)) !== null) return
    if (!(await deleteInvitation(transaction, invitation.id))) throw new DomainError('not-found')
    await takeIn(transaction, actor, { ...invitation, classroomId: classroom.id })
  })
  return { id: classroom.id }
}

/** @returns null for who is no staff of the class, and for who would become more than they are */
async function findStaffRole(
  connection: Connection,
  actor: Actor,
  { classroomId, role }: Pick<InvitationRecord, 'classroomId' | 'role'>,
): Promise<EnrolmentRole | null> {
  const own = await findEnrolmentRole(connection, classroomId, actor.userId)
  return own !== undefined && own !== 'learner' && strongerRole(own, role) === own ? own : null
}

/** A path without its language. The id alone opens nothing: the link is signed with the site's secret. */
export function linkToInvitation(context: Context, id: string): string {
  return `/invitation/${id}.${sign(context, id)}`
}

async function openInvitation(context: Context, token: string) {
  const { database } = context
  const id = verify(context, token)
  const invitation = id === undefined ? undefined : await findInvitation(database, id)
  const classroom = invitation === undefined ? undefined : await findClassroom(database, invitation.classroomId)
  if (invitation === undefined || classroom === undefined || classroom.archivedAt !== null) {
    throw new DomainError('not-found')
  }
  return { invitation, classroom }
}

/** @returns the id that was signed */
function verify(context: Context, token: string): string | undefined {
  const [id = '', signature = ''] = token.split('.')
  if (!z.uuid().safeParse(id).success) return undefined
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(context, id))]
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
}

function sign(context: Context, id: string): string {
  const { NEXTAUTH_SECRET } = context.environment
  return createHmac('sha256', NEXTAUTH_SECRET).update(`invitation ${id}`).digest('base64url')
}

/**
 * A personal invitation takes a removed person back: somebody who may do so sent it. A number that somebody has already keeps nobody
 * out: they come without it. The class is held, before the invitation is, as by whoever imports a roster.
 */
async function takeIn(
  transaction: Transaction,
  actor: Actor,
  place: Pick<InvitationRecord, 'classroomId' | 'role' | 'studentId' | 'name'>,
): Promise<void> {
  const { classroomId } = place
  const { userId } = actor
  const isNew = await enrol(transaction, { classroomId, userId, role: place.role })
  const before = await findEnrolment(transaction, classroomId, userId)
  // An invitation takes nothing away: who is more than it says already stays so.
  const role = before === undefined || before.removedAt !== null ? place.role : strongerRole(before.role, place.role)
  const numbers = [place.studentId, before?.studentId ?? null]
  const studentId = await firstFree(transaction, { classroomId, userId, numbers })
  const rosterName = place.name === '' ? (before?.rosterName ?? null) : place.name
  await changeEnrolment(transaction, { classroomId, userId }, { role, removedAt: null, studentId, rosterName })
  await markLearnerStale(transaction, { classroomId, userId })
  await appendAuditEvent(transaction, {
    actorId: userId,
    action: isNew ? 'classroom.joined' : 'classroom.rejoined',
    subject: `classroom:${classroomId}`,
    details: { role },
  })
  await notify(transaction, { type: 'enrolment', userId })
  await notify(transaction, { type: 'class', classroomId })
}

async function firstFree(
  transaction: Transaction,
  wish: { classroomId: string; userId: string; numbers: ReadonlyArray<string | null> },
): Promise<string | null> {
  const { numbers, ...person } = wish
  for (const studentId of numbers) {
    if (studentId !== null && !(await isStudentIdTaken(transaction, { ...person, studentId }))) return studentId
  }
  return null
}
