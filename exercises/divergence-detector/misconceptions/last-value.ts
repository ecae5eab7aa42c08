interface Entry {
  loss: number
  gradNorm: number
  paramNorm: number
}

interface Config {
  window: number
  factor: number
  patience: number
}

interface Diagnosis {
  label: 'healthy' | 'vanishing' | 'exploding' | 'nan'
  step: number
}

// Compares the last step with the first window, and never looks at what lies between.
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const last = trace.length - 1
  const before = (read: (one: Entry) => number) => median(trace.slice(0, cfg.window).map(read))
  const now = trace[last] ?? { loss: NaN, gradNorm: NaN, paramNorm: NaN }
  if (![now.loss, now.gradNorm, now.paramNorm].every(Number.isFinite)) return { label: 'nan', step: last }
  const loss = now.loss / before((one) => one.loss)
  const gradNorm = now.gradNorm / before((one) => one.gradNorm)
  const paramNorm = now.paramNorm / before((one) => one.paramNorm)
  if (Math.max(loss, gradNorm, paramNorm) > cfg.factor) return { label: 'exploding', step: last }
  if (!(gradNorm > 1 / cfg.factor) && loss > 1 / cfg.factor) return { label: 'vanishing', step: last }
  return { label: 'healthy', step: -1 }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? NaN
}
