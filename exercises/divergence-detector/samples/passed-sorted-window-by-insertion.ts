// Keeps the window sorted by inserting the new value and taking the old one out, instead of sorting.
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

function place(sorted: number[], value: number): number {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (sorted[middle] < value) from = middle + 1
    else to = middle
  }
  return from
}

/** [low, high] at each step, undefined while no window has ended. */
function bands(values: number[], window: number): ([number, number] | undefined)[] {
  const sorted: number[] = []
  const result: ([number, number] | undefined)[] = []
  let band: [number, number] | undefined
  values.forEach((value, t) => {
    result.push(band)
    if (t >= window) sorted.splice(place(sorted, values[t - window]), 1)
    sorted.splice(place(sorted, value), 0, value)
    if (sorted.length === window) {
      const middle = sorted[(window - 1) / 2]
      band = band ? [Math.min(band[0], middle), Math.max(band[1], middle)] : [middle, middle]
    }
  })
  return result
}

function findRow(out: boolean[], patience: number): number | undefined {
  for (let start = 0; start + patience <= out.length; start++) {
    let all = true
    for (let k = 0; k < patience && all; k++) all = out[start + k]
    if (all) return start
  }
  return undefined
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  // From the first entry that is not finite on, a step can only lengthen a row that began before: NaN never does.
  const bad = trace.findIndex((e) => !isFinite(e.loss) || !isFinite(e.gradNorm) || !isFinite(e.paramNorm))
  const last = bad < 0 ? trace.length : Math.min(trace.length, bad + cfg.patience)
  // A NaN would break the order; a missing value is kept apart from the sorted window by standing in as Infinity.
  const read = (key: keyof Entry) => trace.slice(0, last).map((entry) => entry[key])
  const clean = (values: number[]) => values.map((value) => (Number.isNaN(value) ? Infinity : value))
  const curves = { loss: read('loss'), gradNorm: read('gradNorm'), paramNorm: read('paramNorm') }
  const level = {
    loss: bands(clean(curves.loss), cfg.window),
    gradNorm: bands(clean(curves.gradNorm), cfg.window),
    paramNorm: bands(clean(curves.paramNorm), cfg.window),
  }

  let answer: Diagnosis = bad < 0 ? { label: 'healthy', step: -1 } : { label: 'nan', step: bad }
  const offer = (label: 'exploding' | 'vanishing', step: number | undefined) => {
    if (step === undefined) return
    if (answer.label === 'healthy' || step < answer.step) answer = { label, step }
  }
  for (const key of ['loss', 'gradNorm', 'paramNorm'] as const) {
    const out = curves[key].map((value, t) => {
      const band = level[key][t]
      return band !== undefined && value > cfg.factor * band[0]
    })
    offer('exploding', findRow(out, cfg.patience))
  }
  const stuck = curves.gradNorm.map((value, t) => {
    const gradBand = level.gradNorm[t]
    const lossBand = level.loss[t]
    if (gradBand === undefined || lossBand === undefined) return false
    return value <= gradBand[1] / cfg.factor && curves.loss[t] > lossBand[1] / cfg.factor
  })
  offer('vanishing', findRow(stuck, cfg.patience))
  return answer
}
