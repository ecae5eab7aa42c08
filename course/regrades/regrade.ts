import { z } from 'zod'
import { costsAnAttempt } from '../../grader/judge/verdict.ts'
import type { CheckResult, Verdict } from '../../grader/judge/verdict.ts'
import type { Extension } from '../assignments/deadlines.ts'
import { gradeOf } from '../grades/grade.ts'
import type { AssignmentRules } from '../grades/grade.ts'
import type { GradedSubmission } from '../grades/verdict-policy.ts'

/** What a regrade would change, for each learner, before anything is changed. */

/** What a plan looks at of a verdict. */
export type JudgedVerdict = Pick<Verdict, 'kind' | 'score'> & {
  checks: ReadonlyArray<Pick<CheckResult, 'id' | 'passed'>>
}

/** A submission that was graded by the new revision too. */
export interface RegradedSubmission {
  submissionId: string
  before: JudgedVerdict
  /** Null until it was graded. */
  after: JudgedVerdict | null
}

export interface LearnerToRegrade {
  userId: string
  /** All of theirs for the exercise, as they count now. */
  submissions: readonly GradedSubmission[]
  regraded: readonly RegradedSubmission[]
  extension: Extension | null
  /** A class of somebody else's counts the same submissions: nothing of it may fall from here. */
  elsewhere: boolean
}

const checkStanding = z.enum(['passed', 'failed', 'absent'])
/** What stands in the database of checks that changed. */
export const checkChanges = z.array(z.object({ check: z.string(), was: checkStanding, is: checkStanding }))
export type CheckChange = z.infer<typeof checkChanges>[number]

export interface LearnerRegrade {
  userId: string
  /** Points; null while nothing counts. */
  from: number | null
  to: number | null
  /** What the new verdicts of those submissions that change say of the checks, each once. */
  why: CheckChange[]
  /** Submissions whose new verdict is to be published. */
  publish: string[]
  /** Submissions whose verdict stays because publishing it would take points away. */
  held: string[]
  /** Points if those were published too; the same as `to` without any. */
  lowest: number | null
  /** A class of somebody else's counts the same submissions: even an explicit yes takes no points away. */
  elsewhere: boolean
}

export type PointsDirection = 'rises' | 'falls' | 'stays'

/** A learner in a regrade: what it would make of their points, or made of them when it was committed. */
export interface RegradedLearner {
  userId: string
  name: string
  /** Points; null while nothing counts. */
  from: number | null
  to: number | null
  /** Points if nothing were held back. */
  lowest: number | null
  /** A class of somebody else's counts the same submissions. */
  elsewhere: boolean
  direction: PointsDirection
  why: CheckChange[]
}

/** Where a learner's points go; as long as nobody has decided, at worst: `falls` needs an explicit yes. */
export function directionOf(
  { from, to, lowest, elsewhere }: Pick<LearnerRegrade, 'from' | 'to' | 'lowest' | 'elsewhere'>,
  options: { decided: boolean },
): PointsDirection {
  const least = options.decided || elsewhere ? to : lowest
  if ((least ?? 0) < (from ?? 0)) return 'falls'
  return to === from ? 'stays' : 'rises'
}

/** @param options.fallsToo whether scores may fall: an explicit yes */
export function planRegrade(
  learner: LearnerToRegrade,
  rules: AssignmentRules,
  options: { fallsToo: boolean },
): LearnerRegrade {
  const usable = learner.regraded.filter(({ after }) => after !== null && after.kind !== 'broken')
  const pointsWith = (published: readonly RegradedSubmission[]) =>
    gradeOf(replaceVerdicts(learner.submissions, published), rules, learner.extension).points
  const from = pointsWith([])
  const lowest = pointsWith(usable)
  const publish = options.fallsToo && !learner.elsewhere ? usable : chooseRaises(learner, usable, pointsWith)
  const held = usable.filter((submission) => !publish.includes(submission))
  const changed = usable.filter(({ before, after }) => after !== null && differs(before, after))
  return {
    userId: learner.userId,
    from,
    to: pointsWith(publish),
    why: distinct(changed.flatMap(({ before, after }) => (after === null ? [] : compareChecks(before, after)))),
    publish: publish.map(({ submissionId }) => submissionId),
    held: held.map(({ submissionId }) => submissionId),
    lowest,
    elsewhere: learner.elsewhere,
  }
}

/**
 * None whose own score falls; and none at all where even so the grade would fall, as a new attempt may push another one out. By
 * another class's rules any new attempt may: there none is made.
 */
function chooseRaises(
  { submissions, elsewhere }: LearnerToRegrade,
  usable: readonly RegradedSubmission[],
  pointsWith: (published: readonly RegradedSubmission[]) => number | null,
): readonly RegradedSubmission[] {
  if (submissions.length === 0) return []
  const raises = usable.filter(({ before, after }) => {
    if (after === null || after.score < before.score) return false
    return !elsewhere || costsAnAttempt(before.kind) || !costsAnAttempt(after.kind)
  })
  return (pointsWith(raises) ?? 0) >= (pointsWith([]) ?? 0) ? raises : []
}

function replaceVerdicts(
  submissions: readonly GradedSubmission[],
  published: readonly RegradedSubmission[],
): GradedSubmission[] {
  const after = new Map(published.map((submission) => [submission.submissionId, submission.after]))
  return submissions.map((submission) => {
    const verdict = after.get(submission.submissionId)
    return verdict === undefined || verdict === null
      ? submission
      : { ...submission, verdict: { kind: verdict.kind, score: verdict.score } }
  })
}

function differs(before: JudgedVerdict, after: JudgedVerdict): boolean {
  return before.kind !== after.kind || before.score !== after.score
}

function compareChecks(before: JudgedVerdict, after: JudgedVerdict): CheckChange[] {
  const ids = [...new Set([...before.checks, ...after.checks].map(({ id }) => id))]
  return ids
    .map((check) => ({ check, was: standingOf(before, check), is: standingOf(after, check) }))
    .filter(({ was, is }) => was !== is)
}

function standingOf({ checks }: JudgedVerdict, id: string): CheckChange['was'] {
  const check = checks.find((candidate) => candidate.id === id)
  return check === undefined ? 'absent' : check.passed ? 'passed' : 'failed'
}

function distinct(changes: readonly CheckChange[]): CheckChange[] {
  return [...new Map(changes.map((change) => [`${change.check} ${change.was} ${change.is}`, change])).values()]
}
