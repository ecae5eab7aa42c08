/**
 * What came of the last run and submission of each exercise, while the page is not loaded anew: who reads a lesson and comes
 * back finds the verdict and the hints where they were. Kept by account, because a tab may see two.
 */
import type { HintCounts } from '../verdict/hints-shown.tsx'
import { noRun, type RunState } from './run-state.ts'
import type { SubmissionStanding } from './use-submission.ts'

export interface KeptResult {
  run: RunState
  submission: SubmissionStanding | null
  /** How many hints are open, by check. */
  hints: HintCounts
}

const kept = new Map<string, KeptResult>()

export interface ResultKeeper {
  recall(): KeptResult
  keep(part: Partial<KeptResult>): void
}

export function keepResultsOf(userId: string | null, slug: string): ResultKeeper {
  const key = `${userId ?? ''} ${slug}`
  const recall = (): KeptResult => kept.get(key) ?? { run: noRun, submission: null, hints: {} }
  return { recall, keep: (part) => void kept.set(key, { ...recall(), ...part }) }
}
