/**
 * The messages between a host and a cage: JSON texts in both directions.
 * There is no message that says "passed": a cage reports measurements, an error, or nothing.
 */
import type { Budget, Json, SectionMeasurements } from '../exercise/exercise.ts'
import type { BackendName, ConsoleLine, Note, Problem } from '../judge/verdict.ts'

export type CageCommand =
  | { type: 'start'; backend: BackendName }
  | { type: 'draw'; experiment: string; data: Json; seed: number; budget: Budget }
  | {
      type: 'grade'
      experiment: string
      data: Json
      draw: Json
      /** Sections in the order in which they are to run. */
      learner: string
      orderSeed: number
      budget: Budget
      permits: string[]
    }

/** The first call of an export, repeated last: two lists of the numbers that came out. */
export interface RepeatedCall {
  export: string
  calls: number
  first: Json
  again: Json
  problem: Problem | null
}

export type CageMessage =
  | { type: 'up' }
  | { type: 'ready'; backend: BackendName; renderer: string | null }
  | { type: 'unavailable'; detail: string }
  | { type: 'drawn'; draw: Json }
  | { type: 'console'; line: ConsoleLine }
  | { type: 'invalid'; problem: Problem }
  | { type: 'running'; section: string }
  | { type: 'section'; name: string; measurements: SectionMeasurements }
  | { type: 'section-failed'; name: string; problem: Problem }
  | { type: 'limit'; kind: 'timed-out' | 'out-of-memory'; problem: Problem }
  | { type: 'broken'; detail: string }
  | { type: 'end'; repeated: RepeatedCall[]; notes: Note[] }
