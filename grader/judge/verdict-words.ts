/** The vocabulary of verdicts: words and a table, with nothing behind them, so that every page may have them. */

export const verdictKinds = ['passed', 'failed', 'invalid', 'timed-out', 'out-of-memory', 'refused', 'broken'] as const
export type VerdictKind = (typeof verdictKinds)[number]

export const backendNames = ['webgl', 'wasm', 'cpu'] as const
export type BackendName = (typeof backendNames)[number]

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
  'logit-margin',
  'value',
  'count',
] as const
export type AxisName = (typeof axisNames)[number]

/** What costs an attempt: only what the learner's own code did. */
export function costsAnAttempt(kind: VerdictKind): boolean {
  return kind !== 'invalid' && kind !== 'broken'
}
