import type { VerdictKind } from '../../grader/judge/verdict.ts'

/** How the platform does, for its operators. Times are ISO 8601 in UTC. Nothing of what anybody wrote. */
export interface Operations {
  /** When these figures were read. */
  at: string
  queue: { waiting: number; running: number; oldestWaiting: string | null }
  /** How many verdicts of each kind within the last hour and the last day. */
  verdicts: Array<{ kind: VerdictKind; lastHour: number; lastDay: number }>
  graders: GraderStanding[]
  restarts: Array<{ grader: string; reason: string; at: string }>
  stuck: StuckSubmission[]
}

export interface GraderStanding {
  id: string
  name: string
  backend: string
  concurrency: number
  graderRevision: string
  browserVersion: string
  startedAt: string
  lastSeenAt: string
  alive: boolean
}

/** A submission that no grader will look at by itself. */
export interface StuckSubmission {
  submissionId: string
  slug: string
  submittedAt: string
  /** `broken`: given up after several tries; `stranded`: it waits, and its job is gone. */
  standing: 'broken' | 'stranded'
  reason: string | null
}
