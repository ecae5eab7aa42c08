/**
 * How an exercise's checks.ts declares itself. It sees measurements alone and runs in a realm of its own,
 * without tfjs and without the learner's code.
 */
import type { AxisName, Expectation, Measured, VerdictKind } from './verdict.ts'

export interface Judgement {
  passed: boolean
  measured: Measured | null
  expected: Expectation | null
  layer: number | null
}

/** Measurements by section and name; a section that could not be measured is absent. NaN and infinities are real again. */
export type Sections = Record<string, Record<string, never>>

export interface JudgeContext<M, Draw> {
  /** The learner's measurements. */
  m: M
  /** The model solution's, on the same draw. */
  reference: M
  draw: Draw
}

export interface Check<M, Draw> {
  /** Sections that must have been measured. */
  needs: string[]
  weight: number
  judge(context: JudgeContext<M, Draw>): Judgement
}

export interface Misconception<M, Draw> {
  /** How the sample ends, `failed` unless said otherwise. */
  kind?: VerdictKind
  /** Ids of the checks that the sample fails, on every public draw. */
  fails: string[]
  /**
   * True when the measurements show this wrong idea, whoever wrote the code, in milder forms too. Only asked when a check failed,
   * whichever.
   */
  recognise(context: JudgeContext<Partial<M>, Draw> & { failed: readonly string[] }): boolean
}

export interface PlotDeclaration<M, Draw> {
  needs: string[]
  x: AxisName
  y: AxisName
  xScale?: 'linear' | 'log'
  yScale?: 'linear' | 'log'
  /** `points` where the values are no function of x, such as eigenvalues in the plane. A line otherwise. */
  marks?: 'line' | 'points'
  draw(context: JudgeContext<M, Draw>): {
    mine: Array<[number, number]>
    reference?: Array<[number, number]>
    baseline?: Array<[number, number]>
    band?: Array<[number, number, number]>
  }
}

export interface Checks<M, Draw> {
  checks: Record<string, Check<M, Draw>>
  misconceptions: Record<string, Misconception<M, Draw>>
  plots: Record<string, PlotDeclaration<M, Draw>>
}

export const defineChecks = <M, Draw>(checks: Checks<M, Draw>): Checks<M, Draw> => checks
