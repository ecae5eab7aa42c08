// Breaks "for patience steps in a row": is content with one step less than patience.
// Misconception: miscounts-the-row
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

/** One curve as it comes in, step by step. */
class Curve {
  private readonly recent: number[] = []
  private readonly window: number
  low = Infinity
  high = -Infinity
  known = false

  constructor(window: number) {
    this.window = window
  }

  /** Takes a value into the window; the levels then hold for the next step. */
  push(value: number): void {
    this.recent.push(value)
    if (this.recent.length > this.window) this.recent.shift()
    if (this.recent.length < this.window) return
    const middle = this.median()
    this.low = this.known ? Math.min(this.low, middle) : middle
    this.high = this.known ? Math.max(this.high, middle) : middle
    this.known = true
  }

  private median(): number {
    const sorted = this.recent.slice()
    sorted.sort((a, b) => a - b)
    return sorted[Math.floor(this.window / 2)]
  }
}

/** Counts the steps in a row that are out and remembers where the first long row began. */
class Row {
  private length = 0
  private readonly patience: number
  start = -1

  constructor(patience: number) {
    this.patience = patience
  }

  see(t: number, out: boolean): void {
    this.length = out ? this.length + 1 : 0
    if (this.start < 0 && this.length >= this.patience - 1) this.start = t - this.length + 1
  }
}

export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  const loss = new Curve(cfg.window)
  const grad = new Curve(cfg.window)
  const param = new Curve(cfg.window)
  const lossRow = new Row(cfg.patience)
  const gradRow = new Row(cfg.patience)
  const paramRow = new Row(cfg.patience)
  const stuckRow = new Row(cfg.patience)
  let broken = -1

  trace.forEach((entry, t) => {
    const finite = Number.isFinite(entry.loss) && Number.isFinite(entry.gradNorm) && Number.isFinite(entry.paramNorm)
    if (!finite && broken < 0) broken = t
    lossRow.see(t, loss.known && entry.loss > cfg.factor * loss.low)
    gradRow.see(t, grad.known && entry.gradNorm > cfg.factor * grad.low)
    paramRow.see(t, param.known && entry.paramNorm > cfg.factor * param.low)
    const flat = grad.known && entry.gradNorm <= grad.high / cfg.factor
    const high = loss.known && entry.loss > loss.high / cfg.factor
    stuckRow.see(t, flat && high)
    loss.push(entry.loss)
    grad.push(entry.gradNorm)
    param.push(entry.paramNorm)
  })

  const found: Diagnosis[] = [
    { label: 'nan', step: broken },
    { label: 'exploding', step: lossRow.start },
    { label: 'exploding', step: gradRow.start },
    { label: 'exploding', step: paramRow.start },
    { label: 'vanishing', step: stuckRow.start },
  ]
  const bad = found.filter((one) => one.step >= 0)
  bad.sort((a, b) => a.step - b.step)
  return bad[0] ?? { label: 'healthy', step: -1 }
}
