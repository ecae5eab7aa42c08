import { costsAnAttempt } from '../grader/judge/verdict.ts'
import { extendSchedule, timelinessOf } from './deadlines.ts'
import type { Extension, Timeliness } from './deadlines.ts'
import type { AssignmentRules } from './grade.ts'
import type { GradedSubmission } from './verdict-policy.ts'

/** How one submission of a learner stands among the others for the same assignment. */
export interface AttemptStanding {
  submissionId: string
  timeliness: Timeliness['standing']
  /** Days late, begun ones too; 0 for what is not late. */
  lateDays: number
  /** Which attempt it was, from 1; null where it cost none: too early, too late, waiting, or never started. */
  attempt: number | null
  /** One attempt too many: it does not count. */
  beyondLimit: boolean
}

/** The attempts that an assignment gives a learner; null: as many as they like. */
export function attemptLimitOf(rules: AssignmentRules, extension: Extension | null): number | null {
  return rules.attemptLimit === null ? null : rules.attemptLimit + (extension?.extraAttempts ?? 0)
}

/** One for each submission, in the order in which the server took them. The same rules give the grade (`gradeOf`). */
export function listAttempts(
  submissions: readonly GradedSubmission[],
  rules: AssignmentRules,
  extension: Extension | null,
): AttemptStanding[] {
  const schedule = extendSchedule(rules.schedule, extension)
  const limit = attemptLimitOf(rules, extension) ?? Number.POSITIVE_INFINITY
  let attempts = 0
  return submissions
    .toSorted((a, b) => a.submittedAt - b.submittedAt)
    .map(({ submissionId, submittedAt, verdict }) => {
      const { standing, lateDays } = timelinessOf(submittedAt, { ...rules, schedule })
      const counts = standing === 'on-time' || standing === 'late'
      const costs = counts && verdict !== null && verdict.kind !== 'broken' && costsAnAttempt(verdict.kind)
      if (costs) attempts += 1
      return {
        submissionId,
        timeliness: standing,
        lateDays,
        attempt: costs ? attempts : null,
        beyondLimit: costs && attempts > limit,
      }
    })
}
