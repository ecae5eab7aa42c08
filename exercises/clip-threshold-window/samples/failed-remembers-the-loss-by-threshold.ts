// Breaks "runClipped(c, run) returns the loss after the last step": keeps the losses in a table by c alone, so that a second run gets those of the first.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

const known = new Map<number, number>()

export function runClipped(c: number, run: Run): number {
  const before = known.get(c)
  if (before !== undefined) return before
  let w = run.start
  for (let step = 0; step < run.steps; step++) {
    const g = run.power * w ** (run.power - 1) * (w ** run.power - run.target)
    w = w - run.learningRate * g * Math.min(1, c / Math.abs(g))
  }
  const loss = 0.5 * (w ** run.power - run.target) ** 2
  known.set(c, loss)
  return loss
}

export function safeWindow(run: Run): [number, number] {
  const ratio = 1.01
  let c = 0.01
  while (runClipped(c, run) > run.goal) {
    c *= ratio
    if (c > 1000) return [NaN, NaN]
  }
  const lower = c
  while (runClipped(c * ratio, run) <= run.goal) {
    c *= ratio
    if (c > 1000) break
  }
  return [lower, c]
}
