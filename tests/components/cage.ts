/** Stands in for the page's cage host: a run goes on as far as the test says. */
import type { GradingEvent, CageHost } from '../../grader/host/host.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'

export interface CageRun {
  source: string
  /** The page wants no more of it. */
  isGivenUp: () => boolean
  tell: (event: GradingEvent) => void
  end: (verdict: Verdict) => void
}

/** In the order in which they began. */
export const runs: CageRun[] = []

export function makeBrowserHost(): CageHost {
  return {
    warm: () => Promise.resolve(),
    grade: ({ source }, options = {}) =>
      new Promise((end) => {
        runs.push({
          source,
          isGivenUp: () => options.signal?.aborted ?? false,
          tell: (event) => options.onEvent?.(event),
          end,
        })
      }),
    measureReference: () => Promise.reject(new Error('no page measures a reference')),
    close: () => Promise.resolve(),
  }
}
