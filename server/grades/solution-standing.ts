import 'server-only'

import { isSolutionOpen } from '@/course/submissions/solution.ts'
import type { SolutionRule } from '@/course/submissions/solution.ts'
import { listAssignmentsOfLearner } from '@/store/assignments/assignments.ts'
import type { LearnersAssignment } from '@/store/assignments/assignments.ts'
import { hasPassed, listPassed } from '@/store/submissions/submissions.ts'

import { extensionOf, rulesOf } from './grades.ts'
import type { Context } from '../foundation/context.ts'

/** For other files of this room alone: whether somebody may read an exercise's model solution now. */
export async function findSolutionStanding(
  context: Context,
  userId: string,
  slug: string,
): Promise<{ passed: boolean; open: boolean; opensOnPass: boolean }> {
  const { database } = context
  const [passed, assignments] = await Promise.all([
    hasPassed(database, userId, slug),
    listAssignmentsOfLearner(database, { userId, slug }),
  ])
  const rules = assignments.map(ruleOf)
  const now = context.clock().getTime()
  return {
    passed,
    open: isSolutionOpen({ passed, rules }, now),
    opensOnPass: isSolutionOpen({ passed: true, rules }, now),
  }
}

/** For other files of this room alone: those of these exercises whose model solution somebody may read now. */
export async function listOpenSolutions(
  context: Context,
  userId: string,
  slugs: readonly string[],
): Promise<Set<string>> {
  const { database } = context
  const [passed, assignments] = await Promise.all([
    listPassed(database, userId),
    listAssignmentsOfLearner(database, { userId }),
  ])
  const now = context.clock().getTime()
  const isOpen = (slug: string) => {
    const rules = assignments.filter((assignment) => assignment.slug === slug).map(ruleOf)
    return isSolutionOpen({ passed: passed.includes(slug), rules }, now)
  }
  return new Set(slugs.filter(isOpen))
}

function ruleOf(assignment: LearnersAssignment): SolutionRule {
  return {
    ended: assignment.ended,
    opens: assignment.solutionOpens,
    schedule: rulesOf(assignment, assignment.timeZone).schedule,
    extension: extensionOf(assignment.extension ?? undefined),
    latestExtension: assignment.latestExtension?.getTime() ?? null,
  }
}
