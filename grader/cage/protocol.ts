/**
 * The messages between a host and a cage: JSON texts in both directions.
 * There is no message that says "passed": a cage reports measurements, an error, or nothing.
 */
import type { Budget, Json, SectionMeasurements } from '../exercise/exercise.ts'
import type { BackendName, ConsoleLine, Note, Problem } from '../judge/verdict.ts'

/** Enough for the programs of any exercise so far; each takes tens of milliseconds to compile without a GPU. */
export const KERNEL_CALLS_LIMIT = 100

/** One kind of launch: a kernel on inputs of these shapes. */
export interface KernelCall {
  name: string
  inputs: Record<string, InputShape | InputShape[]>
  attributes: Record<string, Json>
}

export interface InputShape {
  shape: number[]
  dtype: 'float32' | 'int32' | 'bool'
}

export type CageCommand =
  /** `kernels` are launched while the cage waits for its code. */
  | { type: 'start'; backend: BackendName; kernels: KernelCall[] }
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
  /** The GPU ended under the code: what came out since then says nothing. */
  | { type: 'gpu-lost' }
  /** `kernels`: what the run launched, on WebGL alone. */
  | { type: 'end'; repeated: RepeatedCall[]; notes: Note[]; kernels: KernelCall[] }
