import 'server-only'
import { randomInt } from 'node:crypto'

import { accountApi } from '@/contracts/accounts.ts'
import type { BodyOf } from '@/contracts/contract.ts'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { deletedSource, planDeletion, pseudonymOf } from '@/course/accounts/account-deletion.ts'
import type { DeletionPlan } from '@/course/accounts/account-deletion.ts'
import { parseEmailAddress } from '@/course/accounts/email-address.ts'
import { withoutLearnersWords } from '@/course/submissions/draw-disclosure.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { deleteClassroom } from '@/store/classes/classrooms.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { markLearnerStale } from '@/store/grades/grades.ts'
import { notify } from '@/store/notices/notifications.ts'
import { deleteUser, holdClassesOf, listClassStandings, turnIntoPseudonym } from '@/store/accounts/personal-records.ts'
import { deleteForsakenUsers, findUser, normaliseEmail } from '@/store/accounts/users.ts'

import { requireOwnPassword, requireStillOwn } from '../sign-in/account-passwords.ts'
import { parseInput } from '../foundation/parse-input.ts'
import type { Context } from '../foundation/context.ts'
import type { SignInContext } from '../sign-in/sign-in-context.ts'

/** What deleting the account would do, to be said beforehand. */
export async function previewDeletion(context: Context, actor: Actor): Promise<DeletionPlan> {
  requirePermit(actor, 'manage-account', 'self')
  return planDeletion(await listClassStandings(context.database, actor.userId))
}

/**
 * Deletes the actor's account, as the preview said.
 * @param sessionToken of the actor's session
 * @throws DomainError 'wrong-password' also for a wrong address, 'sign-in-again', 'last-instructor' with the names of the
 * `classes` that would have none, 'too-many-requests'
 */
export async function deleteOwnAccount(
  context: SignInContext,
  actor: Actor,
  request: BodyOf<typeof accountApi.remove>,
  sessionToken: string | null,
): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { password, email } = parseInput(accountApi.remove.body, request)
  const { database } = context
  const user = await findUser(database, actor.userId)
  if (user?.passwordHash === null && ownAddress(email ?? '') !== user.email) throw new DomainError('wrong-password')
  const verified = await requireOwnPassword(context, actor, password, sessionToken)
  await inTransaction(database, async (transaction) => {
    await requireStillOwn(transaction, verified)
    await holdClassesOf(transaction, actor.userId)
    const plan = planDeletion(await listClassStandings(transaction, actor.userId))
    if (plan.kind === 'blocked') {
      throw new DomainError('last-instructor', { classes: plan.classes.map(({ name }) => name).join(', ') })
    }
    await carryOut(transaction, actor.userId, plan, context.clock())
  })
}

async function carryOut(
  transaction: Transaction,
  userId: string,
  plan: Exclude<DeletionPlan, { kind: 'blocked' }>,
  now: Date,
): Promise<void> {
  for (const { id } of plan.emptied) await deleteClassroom(transaction, id)
  const classes = await listClassStandings(transaction, userId)
  if (plan.kind === 'whole') await deleteUser(transaction, userId)
  else {
    await turnIntoPseudonym(transaction, {
      userId,
      displayName: pseudonymOf(randomInt(0x10000)),
      now,
      keptClassroomIds: plan.kept.map(({ id }) => id),
      keptSlugs: plan.keptSlugs,
      source: deletedSource,
      rewrite: withoutLearnersWords,
    })
    // What waited is gone, and counts as waiting no more.
    for (const { id: classroomId } of plan.kept) await markLearnerStale(transaction, { classroomId, userId })
  }
  // Pseudonyms that only the emptied classes kept.
  if (plan.emptied.length > 0) await deleteForsakenUsers(transaction)
  await appendAuditEvent(transaction, {
    actorId: userId,
    action: 'account.deleted',
    subject: `user:${userId}`,
    details: { pseudonym: plan.kind === 'pseudonym', classesDeleted: plan.emptied.length },
  })
  for (const { id: classroomId } of classes) await notify(transaction, { type: 'class', classroomId })
  // Ends what they still watch.
  await notify(transaction, { type: 'enrolment', userId })
}

/** Read as at sign-up; an address that was kept before its rules is compared as it was kept. */
function ownAddress(typed: string): string {
  return parseEmailAddress(typed) ?? normaliseEmail(typed)
}
