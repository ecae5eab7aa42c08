// Finds each edge by recursion: halves the logarithmic range and asks the left half before the right one.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

function descend(w: number, left: number, c: number, run: Run): number {
  // A block of at most 500 steps a call, so that the recursion stays shallow.
  let here = w
  const block = Math.min(left, 500)
  for (let i = 0; i < block; i++) {
    const g = run.power * here ** (run.power - 1) * (here ** run.power - run.target)
    here -= run.learningRate * Math.sign(g) * Math.min(Math.abs(g), c)
  }
  return left > block ? descend(here, left - block, c, run) : here
}

export function runClipped(c: number, run: Run): number {
  const w = descend(run.start, run.steps, c, run)
  return 0.5 * (w ** run.power - run.target) ** 2
}

export function safeWindow(run: Run): [number, number] {
  const arrives = (c: number) => runClipped(c, run) <= run.goal

  /** The first threshold in (from, to] where arriving equals `wanted`, looked for at a spacing of at most 1.5 %. */
  const first = (from: number, to: number, wanted: boolean): number | undefined => {
    if (to / from <= 1.015) return arrives(to) === wanted ? to : undefined
    const middle = Math.sqrt(from * to)
    return first(from, middle, wanted) ?? first(middle, to, wanted)
  }

  const lower = first(0.01, 300, true)
  if (lower === undefined) return [NaN, NaN]
  const upper = first(lower, 300, false) ?? 300
  return [lower, upper]
}
