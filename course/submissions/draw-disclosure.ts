import type { Problem, Verdict } from '../../grader/judge/verdict.ts'

/**
 * When a submission's draw, and what could tell of it, may be seen. Invariant: nobody sees a draw that code stored later could
 * still meet. Publishing a draw's first verdict retires it, so in the ordinary course a verdict and its draw appear together.
 */
export type DrawStanding =
  /** No verdict yet. */
  | 'waiting'
  /** Never met one: the code could not start, or grading broke. */
  | 'none'
  /** It still serves others. */
  | 'in-use'
  | 'retired'

export function drawStandingOf(submission: {
  verdict: Verdict | null
  draw: { retiredAt: Date | null } | null
}): DrawStanding {
  const { verdict, draw } = submission
  if (verdict === null) return 'waiting'
  if (draw === null) return 'none'
  return draw.retiredAt === null ? 'in-use' : 'retired'
}

/** Code can print its inputs, or throw them: while the draw serves others, what it wrote is left out, and the draw's seed. */
export function discloseVerdict(verdict: Verdict, standing: DrawStanding): Verdict {
  return standing === 'in-use' ? { ...withoutLearnersWords(verdict), seed: null } : verdict
}

/** The same verdict without anything that the judged code wrote or threw. */
export function withoutLearnersWords(verdict: Verdict): Verdict {
  return {
    ...verdict,
    console: [],
    problem: withoutText(verdict.problem),
    checks: verdict.checks.map((check) => ({ ...check, problem: withoutText(check.problem) })),
  }
}

/** Keeps the code and the line, and what the grader itself counted. */
function withoutText(problem: Problem | null): Problem | null {
  if (problem === null || !('message' in problem.params)) return problem
  return { ...problem, params: { ...problem.params, message: '…' } }
}
