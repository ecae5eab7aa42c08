interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

// The lower edge by its formula, the upper one by a scan on an even grid.
export function runClipped(c: number, { power, target, start, learningRate, steps }: Run): number {
  let w = start
  while (steps-- > 0) {
    const high = w ** (power - 1)
    const g = power * high * (high * w - target)
    w -= learningRate * g * Math.min(1, c / Math.max(Math.abs(g), 1e-300))
  }
  return (w ** power - target) ** 2 / 2
}

export function safeWindow(run: Run): [number, number] {
  const far = (run.target + Math.sqrt(2 * run.goal)) ** (1 / run.power)
  const low = (run.start - far) / (run.learningRate * run.steps)
  let high = 1
  while (runClipped(high + 0.25, run) <= run.goal) high += 0.25
  return [low, high + 0.125]
}
