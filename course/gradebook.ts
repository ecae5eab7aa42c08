import type { VerdictKind } from '../grader/judge/verdict.ts'
import type { Grade } from './grade.ts'

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
  /** The school's own number. */
  studentId: string | null
}

export interface GradebookCell {
  /** Of the submission that counts; null while none does. */
  kind: VerdictKind | null
  /** 0..1, as the machine judged. */
  score: number | null
  /** That count: an override's, or what the rules gave; null while there are none. */
  points: number | null
  late: boolean
  attempts: number
  /** How many submissions wait for their verdict. */
  waiting: number
  extended: boolean
  overridden: boolean
  /** The submission that counts, or the newest that waits. */
  submissionId: string | null
}

export interface GradebookRow {
  learner: GradebookLearner
  /** One for each assignment, in their order; null where nothing happened. */
  cells: Array<GradebookCell | null>
  /** Points reached; `outOf` says of how many. */
  total: number
}

export interface Gradebook {
  assignments: GradebookAssignment[]
  rows: GradebookRow[]
  outOf: number
}

/** A grade, an override or an extension of one learner for one assignment. */
export interface GradebookEntry {
  assignmentId: string
  userId: string
  grade: Pick<Grade, 'kind' | 'score' | 'points' | 'late' | 'attempts' | 'waiting' | 'submissionId'> | null
  overridePoints: number | null
  extended: boolean
}

/** Rows in the order of the learners, cells in the order of the assignments. */
export function makeGradebook(input: {
  assignments: readonly GradebookAssignment[]
  learners: readonly GradebookLearner[]
  entries: readonly GradebookEntry[]
}): Gradebook {
  const column = new Map(input.assignments.map(({ id }, index) => [id, index]))
  const byLearner = Map.groupBy(input.entries, ({ userId }) => userId)
  return {
    assignments: [...input.assignments],
    outOf: sum(input.assignments.map(({ points }) => points)),
    rows: input.learners.map((learner) => {
      const cells: Array<GradebookCell | null> = input.assignments.map(() => null)
      for (const entry of byLearner.get(learner.id) ?? []) {
        const index = column.get(entry.assignmentId)
        if (index !== undefined) cells[index] = makeCell(entry)
      }
      return { learner, cells, total: sum(cells.map((cell) => cell?.points ?? 0)) }
    }),
  }
}

function makeCell({ grade, overridePoints, extended }: GradebookEntry): GradebookCell {
  return {
    kind: grade?.kind ?? null,
    score: grade?.score ?? null,
    points: overridePoints ?? grade?.points ?? null,
    late: grade?.late ?? false,
    attempts: grade?.attempts ?? 0,
    waiting: grade?.waiting ?? 0,
    extended,
    overridden: overridePoints !== null,
    submissionId: grade?.submissionId ?? null,
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
