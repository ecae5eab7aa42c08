import type { AssignmentPhase } from './assignment-phase.ts'
import type { ExerciseStatus } from './progress.ts'

/** An assignment as one learner has it: until when, by which rules, and what was reached. */
export interface LearnerAssignment {
  id: string
  slug: string
  phase: AssignmentPhase
  /** With the learner's own extension. */
  opensAt: string | null
  dueAt: string | null
  closesAt: string | null
  extended: boolean
  latePolicy: 'none' | 'daily' | 'cutoff'
  latePercent: number
  counting: 'best' | 'last'
  solutionOpens: 'passed' | 'due' | 'closed'
  /** Whether the learner may read the model solution now, by this class and every other of theirs. */
  solutionOpen: boolean
  status: ExerciseStatus
  /** Of the assignment. */
  points: number
  /** That count so far: an override's, or what the rules gave; null while there are none. */
  reached: number | null
  override: { reason: string } | null
  lateDays: number
  waiting: number
  attempts: number
  /** With those that the extension adds; null: as many as they like. */
  attemptLimit: number | null
  /** The one that counts, or the newest that waits. */
  submissionId: string | null
  /** Said in this class about any submission of theirs for it. */
  comments: number
}
