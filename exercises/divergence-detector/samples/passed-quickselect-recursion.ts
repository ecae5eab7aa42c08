// Selects the median by recursion without sorting and asks for each start, earliest first, whether a row begins there.
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

/** The value at place k in ascending order. */
function select(values: number[], k: number): number {
  if (values.length <= 1) return values[0]
  const pivot = values[values.length >> 1]
  const less = values.filter((value) => value < pivot)
  if (k < less.length) return select(less, k)
  const same = values.filter((value) => value === pivot)
  if (k < less.length + same.length) return pivot
  const more = values.filter((value) => value > pivot)
  return more.length === 0 ? NaN : select(more, k - less.length - same.length)
}

function runningMedians(curve: number[], window: number): number[] {
  const result: number[] = []
  for (let start = 0; start + window <= curve.length; start++) {
    const values = curve.slice(start, start + window)
    result.push(values.some(Number.isNaN) ? NaN : select(values, (window - 1) / 2))
  }
  return result
}

/** result[i]: extreme of the first i + 1 values. */
function extremes(values: number[], pick: (a: number, b: number) => number): number[] {
  let extreme = values[0]
  return values.map((value) => (extreme = pick(extreme, value)))
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const { window, factor, patience } = cfg
  const curves = [trace.map((e) => e.loss), trace.map((e) => e.gradNorm), trace.map((e) => e.paramNorm)]
  const medians = curves.map((curve) => runningMedians(curve, window))
  const lows = medians.map((values) => extremes(values, Math.min))
  const highs = medians.map((values) => extremes(values, Math.max))

  const above = (which: number, t: number): boolean =>
    t >= window && curves[which][t] > factor * lows[which][t - window]
  const stuck = (t: number): boolean =>
    t >= window && curves[1][t] <= highs[1][t - window] / factor && curves[0][t] > highs[0][t - window] / factor
  const lasts = (out: (t: number) => boolean, t: number, left: number): boolean =>
    left === 0 || (t < trace.length && out(t) && lasts(out, t + 1, left - 1))

  for (let t = 0; t < trace.length; t++) {
    if (curves.some((curve) => !Number.isFinite(curve[t]))) return { label: 'nan', step: t }
    for (let which = 0; which < 3; which++) {
      if (lasts((s) => above(which, s), t, patience)) return { label: 'exploding', step: t }
    }
    if (lasts(stuck, t, patience)) return { label: 'vanishing', step: t }
  }
  return { label: 'healthy', step: -1 }
}
