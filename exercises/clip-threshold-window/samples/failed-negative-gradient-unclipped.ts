// Breaks "min(1, c/|g|)": compares g and not its length with c, so that a long negative gradient goes through.
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
    const length = gradient
    w -= learningRate * (length > c ? (gradient * c) / length : gradient)
  }
  return 0.5 * (w ** power - target) ** 2
}

export function safeWindow(run: Run): [number, number] {
  const arrives = (c: number) => runClipped(c, run) <= run.goal
  const grid = Array.from({ length: 300 }, (_, i) => 0.01 * 1.04 ** i)
  const first = grid.findIndex((c) => arrives(c))
  const end = grid.findIndex((c, i) => i > first && !arrives(c))
  return [
    refine(grid[first] ?? NaN, grid[first - 1] ?? NaN, arrives),
    refine(grid[end - 1] ?? NaN, grid[end] ?? NaN, arrives),
  ]
}
function refine(good: number, bad: number, arrives: (c: number) => boolean): number {
  for (let i = 0; i < 20; i++) {
    const middle = Math.sqrt(good * bad)
    if (arrives(middle)) good = middle
    else bad = middle
  }
  return good
}
