import 'server-only'

import type { Action, Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'
import { holdClassroom } from '@/store/classes/enrolments.ts'
import { inTransaction, wholeClass } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'

import type { Context } from '../foundation/context.ts'
import { badLines } from '../foundation/csv.ts'
import { requireInRunningClass } from './membership.ts'

interface Plan {
  /** Of a table that it was made from. */
  problems?: readonly LineProblem[]
  /** Names what is planned: a plan that would do anything else has another one. */
  fingerprint: string
}

/** A change of a class that somebody looked at before they asked for it. */
interface PlannedChange<Asked, P extends Plan, Done> {
  classroomId: string
  action: Action
  /** What was asked for, as text: read before anybody waits for the class. */
  read: () => Asked | Promise<Asked>
  /** What is held before the class, where that is more. */
  holdFirst?: (transaction: Transaction, asked: Asked) => Promise<void>
  /** As it was made for whoever looked, of what is so now. Changes nothing. */
  plan: (transaction: Transaction, classroomId: string, asked: Asked) => Promise<P>
  /** Of the plan that was looked at. */
  seen: string
  /** Whether each question that the plan asks was answered with yes. */
  isConfirmed?: (plan: P) => boolean
  apply: (transaction: Transaction, plan: P) => Promise<Done>
}

/**
 * Does what was looked at, all of it or nothing. The class is held between the look and the deed.
 * @throws DomainError 'bad-lines' where the plan has any, 'out-of-date' where it is not what was seen, 'not-confirmed'
 */
export async function commitPlanned<Asked, P extends Plan, Done>(
  context: Context,
  actor: Actor,
  change: PlannedChange<Asked, P, Done>,
): Promise<Done> {
  const { classroom } = await requireInRunningClass(context, actor, change.classroomId, change.action)
  const asked = await change.read()
  return inTransaction(
    context.database,
    async (transaction) => {
      await change.holdFirst?.(transaction, asked)
      await holdClassroom(transaction, classroom.id)
      const plan = await change.plan(transaction, classroom.id, asked)
      if (plan.problems !== undefined && plan.problems.length > 0) throw badLines(plan.problems)
      if (plan.fingerprint !== change.seen) throw new DomainError('out-of-date')
      if (change.isConfirmed?.(plan) === false) throw new DomainError('not-confirmed')
      return change.apply(transaction, plan)
    },
    wholeClass,
  )
}
