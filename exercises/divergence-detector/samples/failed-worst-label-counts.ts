// Breaks "the one with the earliest step counts": gives nan before exploding before vanishing, whatever came first.
// Misconception: worst-first
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

interface Levels {
  low: Float64Array
  high: Float64Array
}

/** Running minimum and maximum of the window medians; before step `window` both are NaN, so that no comparison holds. */
function levelsOf(curve: Float64Array, window: number): Levels {
  const steps = curve.length
  const low = new Float64Array(steps).fill(NaN)
  const high = new Float64Array(steps).fill(NaN)
  let smallest = Infinity
  let largest = -Infinity
  for (let t = window; t < steps; t++) {
    const middle = curve.slice(t - window, t).sort()[(window - 1) >> 1]
    if (middle < smallest) smallest = middle
    if (middle > largest) largest = middle
    low[t] = smallest
    high[t] = largest
  }
  return { low, high }
}

function rowStart(steps: number, patience: number, out: (t: number) => boolean): number {
  let start = 0
  for (let t = 0; t < steps; t++) {
    if (!out(t)) start = t + 1
    else if (t + 1 - start >= patience) return start
  }
  return Infinity
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const { window, factor, patience } = cfg
  const steps = trace.length
  const loss = Float64Array.from(trace, (entry) => entry.loss)
  const grad = Float64Array.from(trace, (entry) => entry.gradNorm)
  const param = Float64Array.from(trace, (entry) => entry.paramNorm)
  const lossLevels = levelsOf(loss, window)
  const gradLevels = levelsOf(grad, window)
  const paramLevels = levelsOf(param, window)

  const broken = trace.findIndex((entry) => ![entry.loss, entry.gradNorm, entry.paramNorm].every(Number.isFinite))
  const nan = broken < 0 ? Infinity : broken

  const exploding = Math.min(
    rowStart(steps, patience, (t) => loss[t] > factor * lossLevels.low[t]),
    rowStart(steps, patience, (t) => grad[t] > factor * gradLevels.low[t]),
    rowStart(steps, patience, (t) => param[t] > factor * paramLevels.low[t]),
  )

  const vanishing = rowStart(
    steps,
    patience,
    (t) => grad[t] <= gradLevels.high[t] / factor && loss[t] > lossLevels.high[t] / factor,
  )

  if (nan < Infinity) return { label: 'nan', step: nan }
  if (exploding < Infinity) return { label: 'exploding', step: exploding }
  if (vanishing < Infinity) return { label: 'vanishing', step: vanishing }
  return { label: 'healthy', step: -1 }
}
