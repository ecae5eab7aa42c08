import 'server-only'
import { DomainError } from '@/course/foundation/errors.ts'
import { makeTextOrder } from '@/course/classes/name-order.ts'
import { planRegrade } from '@/course/regrades/regrade.ts'
import type { LearnerRegrade } from '@/course/regrades/regrade.ts'
import { listAssignments, listExtensions } from '@/store/assignments/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments/assignments.ts'
import type { ClassroomRecord } from '@/store/classes/classrooms.ts'
import type { Connection } from '@/store/foundation/database.ts'
import { listLearnersElsewhere, listRegradeItems } from '@/store/regrades/regrades.ts'
import type { RegradeRecord } from '@/store/regrades/regrades.ts'
import { listOutcomes } from '@/store/submissions/submissions.ts'

import { fingerprintOf } from '../foundation/fingerprint.ts'
import { extensionOf, rulesOf } from '../grades/grades.ts'

export type PlannedLearner = LearnerRegrade & { name: string }

export interface RegradePlan {
  /** Nobody's points fall. */
  careful: PlannedLearner[]
  /** With the explicit yes to falling points. */
  whole: PlannedLearner[]
  /** Names both. */
  fingerprint: string
}

/**
 * For other files of this room alone: what committing would do now, by name.
 * @param options.instructorId whose own classes may lose points too
 * @throws DomainError 'not-found' where the exercise is assigned no more
 */
export async function makeRegradePlan(
  connection: Connection,
  classroom: ClassroomRecord,
  { id, slug }: RegradeRecord,
  options: { instructorId: string },
): Promise<RegradePlan> {
  const assignment = await requireAssigned(connection, classroom.id, slug)
  const items = await listRegradeItems(connection, { id, classroomId: classroom.id })
  const userIds = [...new Set(items.map(({ userId }) => userId))]
  const [outcomes, extensions, elsewhere] = await Promise.all([
    listOutcomes(connection, { userIds, slugs: [slug], until: classroom.archivedAt }),
    listExtensions(connection, { classroomId: classroom.id, assignmentId: assignment.id, userIds }),
    listLearnersElsewhere(connection, { userIds, slug, classroomId: classroom.id, ...options }),
  ])
  const submissions = Map.groupBy(outcomes, ({ userId }) => userId)
  const extensionsByUser = new Map(extensions.map((extension) => [extension.userId, extension]))
  const learners = [...Map.groupBy(items, ({ userId }) => userId)].map(([userId, regraded]) => ({
    userId,
    name: regraded[0]?.learnerName ?? '',
    submissions: submissions.get(userId) ?? [],
    regraded,
    extension: extensionOf(extensionsByUser.get(userId)),
    elsewhere: elsewhere.includes(userId),
  }))
  const rules = rulesOf(assignment, classroom.timeZone)
  const plan = (fallsToo: boolean) =>
    learners.map((learner) => ({ name: learner.name, ...planRegrade(learner, rules, { fallsToo }) })).toSorted(byName)
  const [careful, whole] = [plan(false), plan(true)]
  return { careful, whole, fingerprint: fingerprintOf([careful, whole]) }
}

/** @throws DomainError 'not-found' */
export async function requireAssigned(
  connection: Connection,
  classroomId: string,
  slug: string,
): Promise<AssignmentRecord> {
  const assignments = await listAssignments(connection, classroomId)
  const found = assignments.find((assignment) => assignment.slug === slug)
  if (found === undefined) throw new DomainError('not-found')
  return found
}

/**
 * For other files of this room alone: two of one name stand in the same order each time. In one language, whatever the process speaks, because
 * the fingerprint of a plan holds the order; who shows it sorts for its reader.
 */
export function byName(a: { name: string; userId: string }, b: { name: string; userId: string }): number {
  return order(a.name, b.name) || (a.userId < b.userId ? -1 : 1)
}

const order = makeTextOrder('en')
