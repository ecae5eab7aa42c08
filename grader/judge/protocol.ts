/** The messages between a host and a judge cage: JSON texts in both directions. */
import type { Json, Measurements } from '../exercise/exercise.ts'
import type { Expectation, Measured, Plot, VerdictKind } from './verdict.ts'

/** `measured` are the sections that came in since the last command. */
export type JudgeCommand =
  | { type: 'load'; checks: string; reference: Measurements; draw: Json }
  | { type: 'judge'; checks: string[]; plots: string[]; measured: Measurements }
  | { type: 'recognise'; failed: string[]; measured: Measurements }

export interface Declared {
  checks: Array<{ id: string; needs: string[]; weight: number }>
  misconceptions: Array<{ id: string; kind: VerdictKind; fails: string[] }>
  plots: Array<{ id: string; needs: string[] }>
}

export interface Judged {
  id: string
  passed: boolean
  measured: Measured | null
  expected: Expectation | null
  layer: number | null
}

export type JudgeMessage =
  | { type: 'up' }
  | ({ type: 'loaded' } & Declared)
  | { type: 'judged'; checks: Judged[]; plots: Plot[] }
  | { type: 'recognised'; misconception: string | null }
  | { type: 'failed'; detail: string }
