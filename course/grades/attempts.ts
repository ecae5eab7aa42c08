import { costsAnAttempt } from '../../grader/judge/verdict.ts'
import type { Extension, Timeliness } from '../assignments/deadlines.ts'
import { standingsOf } from './grade.ts'
import type { AssignmentRules } from './grade.ts'
import type { GradedSubmission } from './verdict-policy.ts'

/** How one submission of a learner stands among the others for the same assignment. */
export interface AttemptStanding {
  submissionId: string
  timeliness: Timeliness['standing']
  /** Days late, begun ones too; 0 for what is not late. */
  lateDays: number
  /** Which attempt it was, from 1; null where it cost none: too early, too late, never started, or not yet judged. */
  attempt: number | null
  /** For its verdict: it may cost an attempt yet. */
  waiting: boolean
  /** One attempt too many: it does not count. */
  beyondLimit: boolean
}

/** One for each submission, in the order in which the server took them. */
export function listAttempts(
  submissions: readonly GradedSubmission[],
  rules: AssignmentRules,
  extension: Extension | null,
): AttemptStanding[] {
  let attempts = 0
  return standingsOf(submissions, rules, extension).map(({ submission, standing, timeliness }) => {
    const { submissionId, verdict } = submission
    const taken = standing === 'counted' || standing === 'over-limit'
    const costs = taken && verdict !== null && costsAnAttempt(verdict.kind)
    if (costs) attempts += 1
    return {
      submissionId,
      timeliness: timeliness.standing,
      lateDays: timeliness.lateDays,
      attempt: costs ? attempts : null,
      waiting: standing === 'waiting',
      beyondLimit: standing === 'over-limit',
    }
  })
}
