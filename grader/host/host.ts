/** What every host of a cage offers: the page's and the server's look the same from outside. */
import type { GradingBundle, GradingJob, Json, Measurements } from '../exercise/exercise.ts'
import type { BackendName, CheckResult, ConsoleLine, Plot, Verdict } from '../judge/verdict.ts'

export type GradingEvent =
  | { type: 'started'; backend: BackendName; renderer: string | null }
  | { type: 'section'; name: string }
  | { type: 'check'; check: CheckResult }
  | { type: 'plot'; plot: Plot }
  | { type: 'console'; line: ConsoleLine }

export interface GradeOptions {
  signal?: AbortSignal
  onEvent?: (event: GradingEvent) => void
  /** CPU time of the run in milliseconds, told before the verdict where the host can measure it. */
  onCpuMs?: (ms: number) => void
}

export interface CageHost {
  /** Starts a cage ahead of need; resolves when it could take code at once. */
  warm(backend: BackendName): Promise<void>
  /** Never throws for what the learner's code does: that is a verdict. */
  grade(job: GradingJob, options?: GradeOptions): Promise<Verdict>
  /** Draws the seed's variant and measures the model solution on it, in a cage of its own. */
  measureReference(request: {
    bundle: GradingBundle
    solution: string
    seed: number
    backend: BackendName
  }): Promise<{ draw: Json; reference: Measurements }>
  close(): Promise<void>
}
