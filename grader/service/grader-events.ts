/** What a grader tells of its own work, for whoever counts and times. Nothing in here comes from a learner's code. */
import type { BrowserStart } from '../host/browser-keeper.ts'
import type { VerdictKind } from '../judge/verdict.ts'

/**
 * As seen from outside the host: `reference` draws a variant and measures the model solution on it; `open` waits for a cage and
 * a judge; `run` is the code in the cage, with the judging between its sections; `store` publishes the verdict.
 */
export const gradingStages = ['reference', 'open', 'run', 'store'] as const
export type GradingStage = (typeof gradingStages)[number]

export type GraderEvent =
  | { type: 'stage'; stage: GradingStage; ms: number }
  /** Published. `waitedMs`: from the submission to the beginning of this try; null where grading was given up. */
  | { type: 'verdict'; kind: VerdictKind; waitedMs: number | null }
  /** The queue will try again, or give up. */
  | { type: 'try-failed' }
  | { type: 'browser-restarted'; reason: Exclude<BrowserStart, 'first'> }
  /** A renderer held too much memory. */
  | { type: 'renderer-ended' }

/** A start of a browser as an event: the first one replaced none. */
export function eventOfBrowserStart(reason: BrowserStart): GraderEvent | undefined {
  return reason === 'first' ? undefined : { type: 'browser-restarted', reason }
}
