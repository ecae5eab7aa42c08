import type { AssignmentPhase } from '../assignments/assignment-phase.ts'
import { isPast } from '../assignments/deadlines.ts'
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

/** An assignment of the exercise that a learner has open, with the class that gave it. */
export interface AssignmentHere extends LearnerAssignment {
  classroom: { id: string; name: string; timeZone: string }
}

/** Why what is sent now does not count in a class; null where it does. A page may stay open past every date. */
export type Uncounted = 'upcoming' | 'closed' | 'no-attempts'

/** @param now milliseconds since 1970 */
export function whyUncounted(assignment: LearnerAssignment, now: number): Uncounted | null {
  const { opensAt, dueAt, closesAt, latePolicy, attempts, attemptLimit } = assignment
  if (opensAt !== null && now < Date.parse(opensAt)) return 'upcoming'
  const isOver = (time: string | null): boolean => time !== null && isPast(Date.parse(time), now)
  if (isOver(closesAt) || (latePolicy === 'cutoff' && isOver(dueAt))) return 'closed'
  return attemptLimit !== null && attempts >= attemptLimit ? 'no-attempts' : null
}
