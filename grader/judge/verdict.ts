/**
 * The words that leave the grader. Types and plain data alone: no tfjs, no Node, no browser, so that
 * the page, the database and the command line can all read a verdict.
 */

export const verdictKinds = ['passed', 'failed', 'invalid', 'timed-out', 'out-of-memory', 'refused', 'broken'] as const
export type VerdictKind = (typeof verdictKinds)[number]

export const backendNames = ['webgl', 'wasm', 'cpu'] as const
export type BackendName = (typeof backendNames)[number]

/** JSON has no NaN and no infinities: outside a realm they travel under these names. */
export type TaggedNumber = 'NaN' | 'Infinity' | '-Infinity'
export type NumberLike = number | TaggedNumber

/** What a check saw, as it is shown: one number (perhaps tagged) or a short text. */
export type Measured = NumberLike | string

/** What a check wanted to see; the interface puts it into words in either language. */
export type Expectation =
  | { verb: 'near'; value: NumberLike; rel?: number; abs?: number }
  | { verb: 'within'; low: number; high: number }
  | { verb: 'at-most'; limit: number }
  | { verb: 'at-least'; limit: number }
  | { verb: 'equal'; value: Measured }
  | { verb: 'finite' }
  | { verb: 'not-finite' }
  | { verb: 'increasing' }
  | { verb: 'decreasing' }

/**
 * Why something could not be measured or started, as a code that the interface puts into words
 * (messages/*.json, `problems.<code>`), with its parameters and the learner's own line if there is one.
 */
export interface Problem {
  code: string
  params: Record<string, string | number>
  /** 1-based line and column in the learner's module, or null where no line is to blame. */
  line: number | null
  column: number | null
}

export interface CheckResult {
  id: string
  weight: number
  passed: boolean
  measured: Measured | null
  expected: Expectation | null
  /** 1-based layer that the judgement speaks of, input side first. */
  layer: number | null
  /** Set when the check's section could not be measured (a throw, a wrong shape). */
  problem: Problem | null
}

/** Something worth saying that does not change the score, such as a tensor leak. */
export interface Note {
  code: string
  params: Record<string, string | number>
}

export interface ConsoleLine {
  level: 'log' | 'warn' | 'error'
  text: string
  line: number | null
}

/** Axis names are a fixed vocabulary, put into words by the interface (`axes.<name>`). */
export const axisNames = [
  'layer',
  'depth',
  'step',
  'reported-step',
  'norm-before',
  'norm-after',
  'gradient-norm',
  'delta-norm',
  'second-moment',
  'threshold',
  'loss',
  'width',
  'fan-in',
  'index',
  'singular-value',
  'eigenvalue',
  'real-part',
  'imaginary-part',
  'weight-variance',
  'bias-variance',
  'growth-rate',
  'jacobian-norm',
  'input-scale',
  'standard-deviation',
  'condition-number',
  'correlation',
  'quantile',
  'first-coordinate',
  'second-coordinate',
  'value',
  'count',
] as const
export type AxisName = (typeof axisNames)[number]

export interface PlotSeries {
  /** The learner's line is solid, the reference dashed, the baseline grey: see interface.md. */
  role: 'mine' | 'reference' | 'baseline'
  /** Points [x, y]; y may be tagged, and is then drawn at the edge and named in the table. */
  points: Array<[number, NumberLike]>
}

export interface Plot {
  id: string
  x: AxisName
  y: AxisName
  xScale: 'linear' | 'log'
  yScale: 'linear' | 'log'
  /** How the series are drawn, a line where it is left out. */
  marks?: 'line' | 'points'
  series: PlotSeries[]
  /** Tolerance band around the reference: [x, low, high]. */
  band: Array<[number, number, number]>
}

export interface Verdict {
  kind: VerdictKind
  /** Weighted share of passed checks, 0..1; 0 for every kind but passed and failed. */
  score: number
  checks: CheckResult[]
  /** Id of the recognised misconception. */
  misconception: string | null
  /** Why it could not start or go on, for every kind but passed and failed. */
  problem: Problem | null
  notes: Note[]
  plots: Plot[]
  console: ConsoleLine[]
  backend: BackendName | null
  /** The GL renderer that really ran, null where there is none. */
  renderer: string | null
  seed: number | null
  durationMs: number
}

/** What costs an attempt: only what the learner's own code did. */
export function costsAnAttempt(kind: VerdictKind): boolean {
  return kind !== 'invalid' && kind !== 'broken'
}
