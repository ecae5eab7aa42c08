import 'server-only'

import type { BodyOf } from '@/contracts/contract.ts'
import type { RosterPreview, rosterApi } from '@/contracts/people.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { planRoster } from '@/course/classes/roster.ts'
import type { RosterChange, RosterPlan } from '@/course/classes/roster.ts'
import { rankRosterHeader, readRosterTable } from '@/course/classes/roster-table.ts'
import type { RosterTable } from '@/course/classes/roster-table.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import type { Connection, Transaction } from '@/store/foundation/database.ts'
import { clearStudentIds, listEveryMember } from '@/store/classes/enrolments.ts'
import type { MemberRecord } from '@/store/classes/enrolments.ts'
import { listInvitations, putInvitation } from '@/store/classes/invitations.ts'

import { badLines, readCsv } from '../foundation/csv.ts'
import { fingerprintOf } from '../foundation/fingerprint.ts'
import { requireInRunningClass } from '../membership/membership.ts'
import { commitPlanned } from '../membership/planned.ts'
import { changeMember, isNotGone, requireInstructorLeft } from './people.ts'
import type { Context } from '../foundation/context.ts'

/** What a roster would change, and every line that is wrong. Changes nothing. */
export async function previewRoster(
  context: Context,
  actor: Actor,
  classroomId: string,
  text: string,
): Promise<RosterPreview> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-people')
  return makePreview(context.database, classroom.id, await readRoster(text))
}

/**
 * Does what the preview said, all of it or nothing.
 * @param request.instructorsConfirmed somebody said yes to the new instructors that the preview counted
 * @throws DomainError 'bad-lines' where the roster has any, 'out-of-date' when the class changed since the preview, 'not-confirmed'
 */
export async function importRoster(
  context: Context,
  actor: Actor,
  classroomId: string,
  request: BodyOf<typeof rosterApi.import>,
): Promise<void> {
  await commitPlanned(context, actor, {
    classroomId,
    action: 'change-people',
    read: () => readRoster(request.text),
    plan: async (transaction, id, table) => ({ id, ...(await makePreview(transaction, id, table)) }),
    seen: request.fingerprint,
    isConfirmed: ({ newInstructors }) => newInstructors === 0 || request.instructorsConfirmed === true,
    apply: async (transaction, { id, changes }) => {
      await clearStudentIds(transaction, { classroomId: id, userIds: whoseNumberChanges(changes) })
      // In the order in which readers hold grades: in another, each would wait for the other.
      for (const change of inOrder(changes)) {
        await applyRosterChange(transaction, actor, id, change, context.clock())
      }
      await requireInstructorLeft(transaction, id)
    },
  })
}

/** @throws DomainError 'bad-lines' where it is no roster */
async function readRoster(text: string): Promise<RosterTable> {
  const { header, rows } = await readCsv(text, { rank: rankRosterHeader })
  const table = readRosterTable(header, rows)
  if (table.problems.length > 0) throw badLines(table.problems)
  return table
}

async function makePreview(
  connection: Connection,
  classroomId: string,
  { lines, ignoredColumns, leftOut }: RosterTable,
): Promise<RosterPreview & RosterPlan> {
  const [members, invitations] = await Promise.all([
    listEveryMember(connection, classroomId),
    listInvitations(connection, classroomId),
  ])
  // Who left by themselves is invited like anybody else.
  const plan = planRoster({ lines, members: members.filter(isNotGone).map(asRosterMember), invitations })
  return { ...plan, ignoredColumns, leftOut, fingerprint: fingerprintOf(plan) }
}

function asRosterMember({ id, removedAt, leftAt: _left, ...member }: MemberRecord) {
  return { ...member, userId: id, removed: removedAt !== null }
}

function inOrder(changes: readonly RosterChange[]): RosterChange[] {
  return changes.toSorted((a, b) => ((a.userId ?? '') < (b.userId ?? '') ? -1 : 1))
}

function whoseNumberChanges(changes: readonly RosterChange[]): string[] {
  return changes.flatMap(({ userId, from, to }) =>
    userId === null || from?.studentId === to.studentId ? [] : [userId],
  )
}

async function applyRosterChange(
  transaction: Transaction,
  actor: Actor,
  classroomId: string,
  change: RosterChange,
  now: Date,
): Promise<void> {
  const { kind, email, name, from, to, userId } = change
  if (kind === 'none') return
  const { role, studentId } = to
  if (userId !== null) {
    await changeMember(transaction, actor, { classroomId, userId, ...to, removed: false, from, now })
    return
  }
  await putInvitation(transaction, { classroomId, email, name, role, studentId })
  await appendAuditEvent(transaction, {
    actorId: actor.userId,
    action: 'invitation.made',
    subject: `classroom:${classroomId}`,
    details: { email, role: to.role },
  })
}
