// The plainest way: at every step sorts every earlier window anew and keeps lists of candidates.
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

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[(sorted.length - 1) / 2]
}

/** The medians of all windows that end before step t. */
function mediansBefore(curve: number[], t: number, window: number): number[] {
  const medians: number[] = []
  for (let start = 0; start + window <= t; start++) {
    medians.push(median(curve.slice(start, start + window)))
  }
  return medians
}

/** The first step of the first row of at least `patience` steps that are out, or -1. */
function firstRow(out: boolean[], patience: number): number {
  let length = 0
  for (let t = 0; t < out.length; t++) {
    length = out[t] ? length + 1 : 0
    if (length === patience) return t - patience + 1
  }
  return -1
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const { window, factor, patience } = cfg
  const loss = trace.map((entry) => entry.loss)
  const grad = trace.map((entry) => entry.gradNorm)
  const param = trace.map((entry) => entry.paramNorm)

  const candidates: Diagnosis[] = []

  for (let t = 0; t < trace.length; t++) {
    if (!Number.isFinite(loss[t]) || !Number.isFinite(grad[t]) || !Number.isFinite(param[t])) {
      candidates.push({ label: 'nan', step: t })
      break
    }
  }

  for (const curve of [loss, grad, param]) {
    const out = curve.map((value, t) => {
      if (t < window) return false
      const low = Math.min(...mediansBefore(curve, t, window))
      return value > factor * low
    })
    const step = firstRow(out, patience)
    if (step >= 0) candidates.push({ label: 'exploding', step })
  }

  const stuck = trace.map((_, t) => {
    if (t < window) return false
    const highGrad = Math.max(...mediansBefore(grad, t, window))
    const highLoss = Math.max(...mediansBefore(loss, t, window))
    return grad[t] <= highGrad / factor && loss[t] > highLoss / factor
  })
  const stuckStep = firstRow(stuck, patience)
  if (stuckStep >= 0) candidates.push({ label: 'vanishing', step: stuckStep })

  let best: Diagnosis = { label: 'healthy', step: -1 }
  for (const candidate of candidates) {
    if (best.step < 0 || candidate.step < best.step) best = candidate
  }
  return best
}
