// Breaks "g = p w^(p-1) (w^p - y)": leaves out the factor p.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

export function runClipped(c: number, run: Run): number {
  let w = run.start
  for (let step = 0; step < run.steps; step++) {
    const g = w ** (run.power - 1) * (w ** run.power - run.target)
    w = w - run.learningRate * g * Math.min(1, c / Math.abs(g))
  }
  return 0.5 * (w ** run.power - run.target) ** 2
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
