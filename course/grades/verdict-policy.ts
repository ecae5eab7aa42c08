import { costsAnAttempt } from '../../grader/judge/verdict.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'

/** A submission as grading sees it: nothing of it but what the server measured. */
export interface GradedSubmission {
  submissionId: string
  /** Milliseconds since 1970 when the server took it. */
  submittedAt: number
  /** The verified verdict, or null while it is queued. */
  verdict: { kind: VerdictKind; score: number } | null
}

/** What a learner has reached in one exercise. */
export interface Standing {
  /** The submission that counts, or null without any verdict. */
  best: (GradedSubmission & { verdict: { kind: VerdictKind; score: number } }) | null
  /** How many submissions cost an attempt. */
  attempts: number
  /** How many wait for their verdict. */
  queued: number
  passed: boolean
}

/** The best verified verdict counts: passed first, then the higher score, then the earlier submission. */
export function standingOf(submissions: readonly GradedSubmission[]): Standing {
  let best: Standing['best'] = null
  let attempts = 0
  let queued = 0
  for (const submission of submissions) {
    const { verdict } = submission
    if (verdict === null) {
      queued += 1
      continue
    }
    if (costsAnAttempt(verdict.kind)) attempts += 1
    // A verdict that is ours to repair is never shown as the learner's.
    if (verdict.kind === 'broken') continue
    const candidate = { ...submission, verdict }
    if (best === null || isBetter(candidate, best)) best = candidate
  }
  return { best, attempts, queued, passed: best?.verdict.kind === 'passed' }
}

type Candidate = NonNullable<Standing['best']>

function isBetter(candidate: Candidate, best: Candidate): boolean {
  const rank = rankOf(candidate) - rankOf(best)
  if (rank !== 0) return rank > 0
  return candidate.submittedAt < best.submittedAt
}

/** Passed is above every score; what never ran is below a measured zero. */
function rankOf({ verdict }: Candidate): number {
  if (verdict.kind === 'passed') return 2
  if (verdict.kind === 'invalid') return -1
  return verdict.score
}
