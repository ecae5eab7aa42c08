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

// Counts the steps of all logs that it reads, as if one loop had gone on.
let seen = 0

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const { factor } = cfg
  const loss = readCurve(trace, cfg, (one) => one.loss)
  const gradNorm = readCurve(trace, cfg, (one) => one.gradNorm)
  const paramNorm = readCurve(trace, cfg, (one) => one.paramNorm)

  const rises = [loss, gradNorm, paramNorm].map((curve) =>
    firstRow(trace.length, cfg, (t) => at(curve.values, t) > factor * at(curve.low, t)),
  )
  // A gradient that gets small because the loss did is what training is for.
  const fades = firstRow(
    trace.length,
    cfg,
    (t) => at(gradNorm.values, t) <= at(gradNorm.high, t) / factor && at(loss.values, t) > at(loss.high, t) / factor,
  )
  const broken = trace.findIndex((one) => ![one.loss, one.gradNorm, one.paramNorm].every(Number.isFinite))

  const findings: Diagnosis[] = [
    { label: 'nan', step: broken },
    ...rises.map((step): Diagnosis => ({ label: 'exploding', step })),
    { label: 'vanishing', step: fades },
  ]
  const found = findings
    .filter(({ step }) => step >= 0)
    .reduce((first, one) => (first.step < 0 || one.step < first.step ? one : first), { label: 'healthy', step: -1 })
  const before = seen
  seen += trace.length
  return found.step < 0 ? found : { ...found, step: before + found.step }
}

interface Curve {
  values: number[]
  /** Lowest and highest median of all windows that end before step t; NaN before the first. */
  low: number[]
  high: number[]
}

function readCurve(trace: Entry[], { window }: Config, read: (entry: Entry) => number): Curve {
  const values = trace.map(read)
  const low: number[] = []
  const high: number[] = []
  let lowest = Infinity
  let highest = -Infinity
  values.forEach((_, t) => {
    if (t >= window) {
      const level = median(values.slice(t - window, t))
      // The extremes of all levels so far, not the last level: a slow rise would take its own level along.
      lowest = Math.min(lowest, level)
      highest = Math.max(highest, level)
    }
    // No comparison with NaN is true, so that nothing is out before there is a level.
    low.push(t >= window ? lowest : NaN)
    high.push(t >= window ? highest : NaN)
  })
  return { values, low, high }
}

/** A median, because one spike in the window does not move it; a mean goes along. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return at(sorted, (sorted.length - 1) / 2)
}

/** The first step of the first `patience` steps in a row that are out, or −1. */
function firstRow(steps: number, { patience }: Config, isOut: (t: number) => boolean): number {
  let inRow = 0
  for (let t = 0; t < steps; t++) {
    inRow = isOut(t) ? inRow + 1 : 0
    if (inRow === patience) return t - patience + 1
  }
  return -1
}

const at = (values: number[], index: number): number => values[index] ?? NaN
