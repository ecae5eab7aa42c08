import type { VerdictKind } from '../grader/judge/verdict.ts'
import { isLate } from './deadlines.ts'
import { standingOf } from './verdict-policy.ts'
import type { GradedSubmission } from './verdict-policy.ts'

export interface GradebookAssignment {
  id: string
  slug: string
  /** Milliseconds since 1970. */
  dueAt: number | null
  points: number
}

export interface GradebookLearner {
  id: string
  name: string
  email: string
}

export interface GradebookCell {
  state: 'none' | 'queued' | 'graded'
  kind: VerdictKind | null
  /** 0..1, of the best verified verdict. */
  score: number | null
  attempts: number
  /** The submission that counts, or the newest one while none is judged. */
  submissionId: string | null
  late: boolean
}

export interface GradebookRow {
  learner: GradebookLearner
  /** One for each assignment, in their order. */
  cells: GradebookCell[]
  /** Points reached; `outOf` says of how many. */
  total: number
}

export interface Gradebook {
  assignments: GradebookAssignment[]
  rows: GradebookRow[]
  outOf: number
}

export interface SubmissionRecord extends GradedSubmission {
  userId: string
  slug: string
}

/** Rows in the order of the learners, cells in the order of the assignments. */
export function makeGradebook(input: {
  assignments: readonly GradebookAssignment[]
  learners: readonly GradebookLearner[]
  submissions: readonly SubmissionRecord[]
}): Gradebook {
  const bySquare = Map.groupBy(input.submissions, ({ userId, slug }) => squareOf(userId, slug))
  return {
    assignments: [...input.assignments],
    outOf: sum(input.assignments.map(({ points }) => points)),
    rows: input.learners.map((learner) => {
      const cells = input.assignments.map((assignment) =>
        makeCell(assignment, bySquare.get(squareOf(learner.id, assignment.slug)) ?? []),
      )
      const total = sum(input.assignments.map(({ points }, index) => points * (cells[index]?.score ?? 0)))
      return { learner, cells, total }
    }),
  }
}

function squareOf(userId: string, slug: string): string {
  return `${userId}/${slug}`
}

function makeCell(assignment: GradebookAssignment, submissions: readonly SubmissionRecord[]): GradebookCell {
  const { best, attempts } = standingOf(submissions)
  if (best !== null) {
    return {
      state: 'graded',
      kind: best.verdict.kind,
      score: best.verdict.score,
      attempts,
      submissionId: best.submissionId,
      late: isLate(assignment, best.submittedAt),
    }
  }
  const newest = submissions.reduce<SubmissionRecord | null>(
    (latest, submission) => (latest === null || submission.submittedAt > latest.submittedAt ? submission : latest),
    null,
  )
  return {
    // A verdict that is ours to repair still waits, as far as its learner is concerned.
    state: newest === null ? 'none' : 'queued',
    kind: null,
    score: null,
    attempts,
    submissionId: newest?.submissionId ?? null,
    late: newest !== null && isLate(assignment, newest.submittedAt),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
