import { costsAnAttempt } from '../../grader/judge/verdict.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { extendSchedule, timelinessOf } from '../assignments/deadlines.ts'
import type { Extension, LatePolicy, Schedule, Timeliness } from '../assignments/deadlines.ts'
import type { GradedSubmission } from './verdict-policy.ts'

/** What an instructor has laid down for one exercise in one class. */
export interface AssignmentRules {
  points: number
  schedule: Schedule
  latePolicy: LatePolicy
  /** How many submissions that cost an attempt count; null: all. */
  attemptLimit: number | null
  /** Which of the submissions that count gives the grade. */
  counting: 'best' | 'last'
  /** Of the class: days late end when its clocks show the due time again. */
  timeZone: string
}

/** What the rules make of one learner's submissions for one assignment. Times are milliseconds since 1970. */
export interface Grade {
  /** Of the submission that counts; null while none does. */
  kind: VerdictKind | null
  /** 0..1, as the machine judged. */
  score: number | null
  /** After what lateness costs, of the assignment's points; null while nothing counts. */
  points: number | null
  /** Of what counts or waits; where nothing does, whether something came too late to count. */
  late: boolean
  lateDays: number
  /** How many submissions cost an attempt, within the limit. */
  attempts: number
  /** How many wait for their verdict and may count. */
  waiting: number
  /** How many the rules leave out: too early, too late, or one too many. */
  ignored: number
  /** The submission that counts, or the newest that waits. */
  submissionId: string | null
  submittedAt: number | null
  /** Of the first submission that counts or waits. */
  firstAt: number | null
  /** Of the first one that passed. */
  passedAt: number | null
}

type Verdict = NonNullable<GradedSubmission['verdict']>

/** A submission that the rules let count. */
interface Candidate {
  submission: GradedSubmission
  verdict: Verdict
  timeliness: Timeliness
}

/** How a submission stands to the rules: it counts, may count, or is left out for a reason. */
export interface SubmissionStanding {
  submission: GradedSubmission
  standing: 'counted' | 'waiting' | 'early' | 'closed' | 'over-limit'
  timeliness: Timeliness
}

/** One for each submission, in the order in which the server took them. */
export function standingsOf(
  submissions: readonly GradedSubmission[],
  rules: AssignmentRules,
  extension: Extension | null,
): SubmissionStanding[] {
  const schedule = extendSchedule(rules.schedule, extension)
  const attemptLimit = attemptLimitOf(rules, extension) ?? Number.POSITIVE_INFINITY
  let attempts = 0
  return submissions
    .toSorted((a, b) => a.submittedAt - b.submittedAt)
    .map((submission) => {
      const timeliness = timelinessOf(submission.submittedAt, { ...rules, schedule })
      const standing = (): SubmissionStanding['standing'] => {
        const { verdict } = submission
        if (timeliness.standing === 'early' || timeliness.standing === 'closed') return timeliness.standing
        // A verdict that is ours to repair still waits, as far as its learner is concerned.
        if (verdict === null || verdict.kind === 'broken') return 'waiting'
        if (!costsAnAttempt(verdict.kind)) return 'counted'
        if (attempts >= attemptLimit) return 'over-limit'
        attempts += 1
        return 'counted'
      }
      return { submission, standing: standing(), timeliness }
    })
}

/** How many submissions that cost an attempt count for a learner; null: all. */
export function attemptLimitOf(rules: AssignmentRules, extension: Extension | null): number | null {
  return rules.attemptLimit === null ? null : rules.attemptLimit + (extension?.extraAttempts ?? 0)
}

/** Only what was measured and when the server took it decides; an override stands beside the grade and never changes it. */
export function gradeOf(
  submissions: readonly GradedSubmission[],
  rules: AssignmentRules,
  extension: Extension | null,
): Grade {
  const standings = standingsOf(submissions, rules, extension)
  const candidates = standings.flatMap(({ submission, standing, timeliness }): Candidate[] => {
    const { verdict } = submission
    return standing === 'counted' && verdict !== null ? [{ submission, verdict, timeliness }] : []
  })
  const waiting = standings.filter(({ standing }) => standing === 'waiting')
  const chosen = choose(candidates, rules.counting)
  const newestWaiting = waiting.at(-1)
  const shown = chosen ?? newestWaiting
  const first = [candidates[0], waiting[0]].flatMap((one) => one?.submission.submittedAt ?? [])
  return {
    kind: chosen?.verdict.kind ?? null,
    score: chosen?.verdict.score ?? null,
    points: chosen === undefined ? null : rules.points * worthOf(chosen),
    late: shown === undefined ? cameTooLate(standings) : shown.timeliness.standing === 'late',
    lateDays: chosen?.timeliness.lateDays ?? 0,
    attempts: candidates.filter(({ verdict }) => costsAnAttempt(verdict.kind)).length,
    waiting: waiting.length,
    ignored: standings.length - candidates.length - waiting.length,
    submissionId: shown?.submission.submissionId ?? null,
    submittedAt: shown?.submission.submittedAt ?? null,
    firstAt: first.length === 0 ? null : Math.min(...first),
    passedAt: candidates.find(({ verdict }) => verdict.kind === 'passed')?.submission.submittedAt ?? null,
  }
}

function cameTooLate(standings: readonly SubmissionStanding[]): boolean {
  return standings.some(({ standing }) => standing === 'closed')
}

/** The best is worth the most after lateness; then passed before not, measured before never run, earlier before later. */
function choose(candidates: readonly Candidate[], counting: AssignmentRules['counting']): Candidate | undefined {
  if (counting === 'last') {
    // What could not start was no attempt: it takes nothing away from the one before.
    return candidates.findLast(({ verdict }) => costsAnAttempt(verdict.kind)) ?? candidates.at(-1)
  }
  return candidates.reduce<Candidate | undefined>(
    (best, candidate) => (best === undefined || isBetter(candidate, best) ? candidate : best),
    undefined,
  )
}

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const worth = worthOf(candidate) - worthOf(best)
  return worth !== 0 ? worth > 0 : rankOf(candidate) > rankOf(best)
}

function worthOf({ verdict, timeliness }: Candidate): number {
  return verdict.score * timeliness.factor
}

function rankOf({ verdict }: Candidate): number {
  if (verdict.kind === 'passed') return 2
  return verdict.kind === 'invalid' ? 0 : 1
}
