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

// Powers of ten, and no look between them.
export function safeWindow(run: Run): [number, number] {
  const arrives = (c: number) => runClipped(c, run) <= run.goal
  const grid = [0.01, 0.1, 1, 10, 100, 1000]
  const first = grid.findIndex((c) => arrives(c))
  const end = grid.findIndex((c, i) => i > first && !arrives(c))
  return [grid[first] ?? NaN, grid[end - 1] ?? NaN]
}
