interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

export function runClipped(c: number, run: Run): number {
  const { power, target, start, learningRate, steps } = run
  let w = start
  for (let step = 0; step < steps; step++) {
    const gradient = power * w ** (power - 1) * (w ** power - target)
    const length = Math.abs(gradient)
    w -= learningRate * (length > c ? (gradient * c) / length : gradient)
  }
  return 0.5 * (w ** power - target) ** 2
}

// Bounds from the formulas of a lesson: the travel at one end, the way to zero at the other.
export function safeWindow(run: Run): [number, number] {
  const way = run.start - (run.target + Math.sqrt(2 * run.goal)) ** (1 / run.power)
  return [way / (run.learningRate * run.steps), run.start / run.learningRate]
}
