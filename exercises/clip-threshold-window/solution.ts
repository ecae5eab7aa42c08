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
    // The gradient is shortened, then multiplied by the learning rate: a step is at most learningRate · c long.
    w -= learningRate * (length > c ? (gradient * c) / length : gradient)
  }
  return 0.5 * (w ** power - target) ** 2
}

export function safeWindow(run: Run): [number, number] {
  const arrives = (c: number) => runClipped(c, run) <= run.goal
  // The first gap is at least a tenth wide, so that steps of 4 % cannot jump over it.
  const grid = Array.from({ length: 300 }, (_, i) => 0.01 * 1.04 ** i)
  const first = grid.findIndex((c) => arrives(c))
  // Upwards from there to the first that fails: the successes beyond it are luck.
  const end = grid.findIndex((c, i) => i > first && !arrives(c))
  return [
    refine(grid[first] ?? NaN, grid[first - 1] ?? NaN, arrives),
    refine(grid[end - 1] ?? NaN, grid[end] ?? NaN, arrives),
  ]
}

/** The edge between a threshold that arrives and one that does not, by halving their distance. */
function refine(good: number, bad: number, arrives: (c: number) => boolean): number {
  for (let i = 0; i < 20; i++) {
    const middle = Math.sqrt(good * bad)
    if (arrives(middle)) good = middle
    else bad = middle
  }
  return good
}
