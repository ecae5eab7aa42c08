// Computes the power by repeated squaring, guards against overflow, and refines a coarse grid of 4 % by a fine one of 0.4 %.
interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

function power(base: number, exponent: number): number {
  let result = 1
  let square = base
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= square
    square *= square
  }
  return result
}

/** The gradient, cut to [-c, c]. An overflow keeps its sign and is cut like any other value. */
function clippedGradient(w: number, c: number, run: Run): number {
  const error = power(w, run.power) - run.target
  const slope = run.power * power(w, run.power - 1)
  const g = slope * error
  if (Math.abs(g) <= c) return g
  return Math.sign(slope) * Math.sign(error) * c
}

export function runClipped(c: number, run: Run): number {
  let w = run.start
  for (let k = 1; k <= run.steps; k++) w -= run.learningRate * clippedGradient(w, c, run)
  const error = power(w, run.power) - run.target
  return 0.5 * error * error
}

export function safeWindow(run: Run): [number, number] {
  const arrives = (c: number) => runClipped(c, run) <= run.goal
  const coarse = 1.04
  const fine = 1.004
  const limit = 400

  let c = 0.01
  while (!arrives(c) && c < limit) c *= coarse
  // c is inside the range; its lower edge lies within the last coarse step.
  let lower = c
  while (lower / fine > c / coarse && arrives(lower / fine)) lower /= fine

  while (c < limit && arrives(c * coarse)) c *= coarse
  let upper = c
  while (upper * fine < c * coarse && arrives(upper * fine)) upper *= fine
  return [lower, upper]
}
