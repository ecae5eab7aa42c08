// Writes one mark a step into a string and looks for a row of marks with indexOf.
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

const keys = ['loss', 'gradNorm', 'paramNorm'] as const

/** The median by counting: the value that has at most half of the others below it and at most half above. */
function middleOf(values: readonly number[]): number {
  const half = (values.length - 1) / 2
  for (const candidate of values) {
    let below = 0
    let above = 0
    for (const other of values) {
      if (other < candidate) below++
      if (other > candidate) above++
    }
    if (below <= half && above <= half) return candidate
  }
  return NaN
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const row = 'x'.repeat(cfg.patience)
  const medians = {
    loss: [] as number[],
    gradNorm: [] as number[],
    paramNorm: [] as number[],
  }
  for (const key of keys) {
    for (let end = cfg.window; end <= trace.length; end++) {
      medians[key].push(middleOf(trace.slice(end - cfg.window, end).map((entry) => entry[key])))
    }
  }
  /** The medians of the windows that end before step t. */
  const known = (key: keyof Entry, t: number) => medians[key].slice(0, t - cfg.window + 1)
  const low = (key: keyof Entry, t: number) => known(key, t).reduce((a, b) => Math.min(a, b))
  const high = (key: keyof Entry, t: number) => known(key, t).reduce((a, b) => Math.max(a, b))
  const marks = (out: (entry: Entry, t: number) => boolean) =>
    trace.map((entry, t) => (t >= cfg.window && out(entry, t) ? 'x' : '.')).join('')

  const broken = trace.map((entry) => (keys.every((key) => Number.isFinite(entry[key])) ? '.' : 'x')).join('')
  const finds: [Diagnosis['label'], number][] = [['nan', broken.indexOf('x')]]
  for (const key of keys) {
    finds.push(['exploding', marks((entry, t) => entry[key] > cfg.factor * low(key, t)).indexOf(row)])
  }
  const stuck = marks(
    (entry, t) => entry.gradNorm <= high('gradNorm', t) / cfg.factor && entry.loss > high('loss', t) / cfg.factor,
  )
  finds.push(['vanishing', stuck.indexOf(row)])

  let answer: Diagnosis = { label: 'healthy', step: -1 }
  for (const [label, step] of finds) {
    if (step !== -1 && (answer.step === -1 || step < answer.step)) answer = { label, step }
  }
  return answer
}
