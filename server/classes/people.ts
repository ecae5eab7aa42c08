import 'server-only'
import { z } from 'zod'

import type { BodyOf } from '@/contracts/contract.ts'
import { peopleApi } from '@/contracts/people.ts'
import type { Actor, EnrolmentRole } from '@/course/accounts/access.ts'
import { keepChanges } from '@/course/classes/class-log.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { RosterStanding } from '@/course/classes/roster.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import {
  changeEnrolment,
  countInstructors,
  findEnrolment,
  holdClassroom,
  isStudentIdTaken,
  listEveryMember,
} from '@/store/classes/enrolments.ts'
import type { EnrolmentRecord, MemberRecord } from '@/store/classes/enrolments.ts'
import { markLearnerStale } from '@/store/grades/grades.ts'
import { deleteInvitation, listInvitations } from '@/store/classes/invitations.ts'
import { notify } from '@/store/notices/notifications.ts'

import { requireInClass, requireInRunningClass } from '../membership/membership.ts'
import { linkToInvitation } from './joining.ts'
import { parseId, parseInput } from '../foundation/parse-input.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { Context } from '../foundation/context.ts'

export interface PersonView {
  id: string
  name: string
  email: string
  /** Whether the address was proved to be theirs. */
  emailVerified: boolean
  role: EnrolmentRole
  studentId: string | null
  /** The class's name for them, where a roster gave one. */
  rosterName: string | null
  removed: boolean
  /** ISO 8601. */
  joinedAt: string
}

export interface InvitationView {
  id: string
  name: string
  email: string
  role: EnrolmentRole
  studentId: string | null
  /** A path of this site that takes the person in; only who may change people sees it. */
  path: string | null
  /** `waiting` for its letter to go out; ISO 8601: when the last one did; null: none was asked for. */
  mailed: string | null
}

export interface PeopleView {
  people: PersonView[]
  invitations: InvitationView[]
  /** Whether this site can mail them. */
  mails: boolean
}

/** Everybody in the class, those who were removed, and those who have not come yet. Who left by themselves is gone. */
export async function getPeople(context: MailContext, actor: Actor, classroomId: string): Promise<PeopleView> {
  const { database } = context
  const { classroom, role } = await requireInClass(context, actor, classroomId, 'read-people')
  const [members, invitations] = await Promise.all([
    listEveryMember(database, classroom.id),
    listInvitations(database, classroom.id),
  ])
  return {
    people: members.filter(isNotGone).map(({ removedAt, leftAt: _left, joinedAt, ...member }) => ({
      ...member,
      removed: removedAt !== null,
      joinedAt: joinedAt.toISOString(),
    })),
    invitations: invitations.map(({ id, name, email, role: invitedAs, studentId, mailAskedAt, mailedAt }) => ({
      id,
      name,
      email,
      role: invitedAs,
      studentId,
      path: role === 'instructor' ? linkToInvitation(context, id) : null,
      mailed: viewMail(mailAskedAt, mailedAt),
    })),
    mails: context.mailer !== null,
  }
}

function viewMail(askedAt: Date | null, mailedAt: Date | null): string | null {
  if (askedAt !== null && (mailedAt === null || mailedAt < askedAt)) return 'waiting'
  return mailedAt?.toISOString() ?? null
}

/**
 * Changes a member's role or number, removes them or takes them back. What is left out stays; but who is taken back comes without a
 * number that somebody else has by now.
 * @throws DomainError 'last-instructor' rather than leave a class without one, 'student-id-taken' with the `studentId` that somebody
 * else who is present has, 'not-found' for who was never in it and for who left by themselves: only they come back, by the code or
 * an invitation
 */
export async function changePerson(
  context: Context,
  actor: Actor,
  classroomId: string,
  userId: string,
  request: BodyOf<typeof peopleApi.change>,
): Promise<void> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-people')
  const change = parseInput(peopleApi.change.body, request)
  await inTransaction(context.database, async (transaction) => {
    await changeMember(transaction, actor, {
      classroomId: classroom.id,
      userId: parseId(z.uuid(), userId),
      ...(change.role === undefined ? {} : { role: change.role }),
      ...(change.studentId === undefined ? {} : { studentId: change.studentId }),
      ...(change.removed === undefined ? {} : { removed: change.removed }),
      now: context.clock(),
    })
    await requireInstructorLeft(transaction, classroom.id)
  })
}

/** The actor leaves: as if removed, by their own will. @throws DomainError 'last-instructor' */
export async function leaveClassroom(context: Context, actor: Actor, classroomId: string): Promise<void> {
  const { classroom } = await requireInClass(context, actor, classroomId, 'leave-classroom')
  await inTransaction(context.database, async (transaction) => {
    await changeMember(transaction, actor, {
      classroomId: classroom.id,
      userId: actor.userId,
      removed: true,
      now: context.clock(),
    })
    await requireInstructorLeft(transaction, classroom.id)
  })
}

/** The link stops working. @throws DomainError 'not-found' */
export async function withdrawInvitation(
  context: Context,
  actor: Actor,
  classroomId: string,
  invitationId: string,
): Promise<void> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-people')
  const id = parseId(z.uuid(), invitationId)
  await inTransaction(context.database, async (transaction) => {
    const invitations = await listInvitations(transaction, classroom.id)
    const found = invitations.find((invitation) => invitation.id === id)
    if (found === undefined || !(await deleteInvitation(transaction, id))) throw new DomainError('not-found')
    await appendAuditEvent(transaction, {
      actorId: actor.userId,
      action: 'invitation.withdrawn',
      subject: `classroom:${classroom.id}`,
      details: { email: found.email },
    })
  })
}

/** For other files of this room alone: who left by themselves is in no list. */
export function isNotGone({ leftAt }: MemberRecord): boolean {
  return leftAt === null
}

/** For other files of this room alone, as `changeMember` is: they have asked who may. */
export interface MemberChange {
  classroomId: string
  userId: string
  role?: EnrolmentRole
  studentId?: string | null
  rosterName?: string | null
  removed?: boolean
  now: Date
  /** What was before, where a roster has cleared the number already. */
  from?: RosterStanding | null
}

export async function changeMember(transaction: Transaction, actor: Actor, change: MemberChange): Promise<void> {
  const { classroomId, userId, removed } = change
  // Held, so that nobody is taken back who leaves at the same moment.
  await holdClassroom(transaction, classroomId)
  const found = await findEnrolment(transaction, classroomId, userId)
  if (found === undefined || found.leftAt !== null) throw new DomainError('not-found')
  const before = { ...found, ...change.from }
  const logged = {
    ...(change.role === undefined ? {} : { role: change.role }),
    ...(await settleStudentId(transaction, change, before)),
  }
  const given = { ...logged, ...(change.rosterName === undefined ? {} : { rosterName: change.rosterName }) }
  const endedAt = removed === true ? change.now : null
  const leftAt = userId === actor.userId ? endedAt : null
  await changeEnrolment(
    transaction,
    { classroomId, userId },
    { ...given, ...(removed === undefined ? {} : { removedAt: endedAt, leftAt }) },
  )
  const isMoved = (given.role ?? before.role) !== before.role || removed !== undefined
  if (isMoved) await markLearnerStale(transaction, { classroomId, userId })
  await appendAuditEvent(transaction, {
    actorId: actor.userId,
    action: removed === true ? 'person.removed' : before.removedAt === null ? 'person.changed' : 'person.restored',
    subject: `classroom:${classroomId}`,
    // Without the name: what is logged stays when the account is gone.
    details: { userId, fromRole: before.role, ...logged, ...keepChanges(before, logged) },
  })
  await notify(transaction, { type: 'enrolment', userId })
  await notify(transaction, { type: 'class', classroomId })
}

/** Who comes back loses a number that somebody else has by now; one that is asked for is refused. */
async function settleStudentId(
  transaction: Transaction,
  change: MemberChange,
  before: EnrolmentRecord,
): Promise<{ studentId?: string | null }> {
  const { classroomId, userId, studentId: asked, removed = before.removedAt !== null } = change
  const studentId = asked === undefined ? before.studentId : asked
  const given = asked === undefined ? {} : { studentId: asked }
  if (removed || studentId === null) return given
  if (!(await isStudentIdTaken(transaction, { classroomId, userId, studentId }))) return given
  if (asked !== undefined) throw new DomainError('student-id-taken', { studentId })
  return { studentId: null }
}

/** @throws DomainError 'last-instructor' */
export async function requireInstructorLeft(transaction: Transaction, classroomId: string): Promise<void> {
  if ((await countInstructors(transaction, classroomId)) === 0) throw new DomainError('last-instructor')
}
