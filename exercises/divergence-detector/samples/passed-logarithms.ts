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

// On logarithms, where a factor is a distance and 0 is −Infinity. All medians first, then all steps, then the rows.
export const diagnose = (trace: Entry[], cfg: Config): { label: string; step: number } => {
  const read = (name: keyof Entry) =>
    levelled(
      trace.map((entry) => Math.log(entry[name])),
      cfg.window,
    )
  const loss = read('loss')
  const gradient = read('gradNorm')
  const margin = Math.log(cfg.factor)
  const explodes = [loss, gradient, read('paramNorm')].map((curve) => curve.map(({ y, low }) => y - low > margin))
  const fades = gradient.map(({ y, high }, t) => {
    const beside = loss[t] ?? { y: NaN, high: NaN }
    return y <= high - margin && beside.y > beside.high - margin
  })
  const bad = trace.findIndex((one) => !(one.loss + one.gradNorm + one.paramNorm < Infinity))
  const found: Array<[string, number]> = [
    ['nan', bad < 0 ? Infinity : bad],
    ...explodes.map((flags): [string, number] => ['exploding', row(flags, cfg.patience)]),
    ['vanishing', row(fades, cfg.patience)],
  ]
  const [label, step] = found.toSorted((a, b) => a[1] - b[1])[0] ?? ['healthy', Infinity]
  return Number.isFinite(step) ? { label, step } : { label: 'healthy', step: -1 }
}

function levelled(curve: number[], window: number): Array<{ y: number; low: number; high: number }> {
  const medians = curve
    .slice(window - 1)
    .map((_, i) => curve.slice(i, i + window).toSorted((a, b) => (a < b ? -1 : 1))[window >> 1] ?? NaN)
  return curve.map((y, t) => {
    const past = medians.slice(0, Math.max(0, t - window + 1))
    return past.length > 0 ? { y, low: Math.min(...past), high: Math.max(...past) } : { y, low: NaN, high: NaN }
  })
}

function row(isOut: boolean[], patience: number): number {
  const marks = isOut.map((out) => (out ? 'x' : '.')).join('')
  const first = marks.indexOf('x'.repeat(patience))
  return first < 0 ? Infinity : first
}
