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

// A loss that is higher than the one before is the beginning of the end.
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const { factor } = cfg
  const loss = readCurve(trace, cfg, (one) => one.loss)
  const gradNorm = readCurve(trace, cfg, (one) => one.gradNorm)

  const rise = trace.findIndex((one, t) => one.loss > (trace[t - 1]?.loss ?? Infinity))
  const fades = firstRow(
    trace.length,
    cfg,
    (t) => at(gradNorm.values, t) <= at(gradNorm.high, t) / factor && at(loss.values, t) > at(loss.high, t) / factor,
  )
  const broken = trace.findIndex((one) => ![one.loss, one.gradNorm, one.paramNorm].every(Number.isFinite))

  const findings: Diagnosis[] = [
    { label: 'nan', step: broken },
    { label: 'exploding', step: rise },
    { label: 'vanishing', step: fades },
  ]
  return findings
    .filter(({ step }) => step >= 0)
    .reduce((first, one) => (first.step < 0 || one.step < first.step ? one : first), { label: 'healthy', step: -1 })
}

interface Curve {
  values: number[]
  /** Highest median of all windows that end before step t; NaN before the first. */
  high: number[]
}

function readCurve(trace: Entry[], { window }: Config, read: (entry: Entry) => number): Curve {
  const values = trace.map(read)
  const high: number[] = []
  let highest = -Infinity
  values.forEach((_, t) => {
    if (t >= window) highest = Math.max(highest, median(values.slice(t - window, t)))
    high.push(t >= window ? highest : NaN)
  })
  return { values, high }
}

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
