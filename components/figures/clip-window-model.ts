/** Gradient descent with clipping on L(w) = ½ (w²⁰ − ½)², the cliff of the lessons on clipping. */

export const power = 20
export const target = 0.5
/** Where w²⁰ is one half: 0.966. */
export const root = target ** (1 / power)
export const learningRate = 0.01
/** A run has arrived when its final loss is at most this. */
export const goal = 1e-3

export interface Setting {
  start: number
  steps: number
}

/**
 * w before the first step and after each.
 * @param c threshold of the gradient's length; Infinity does not clip
 */
export function path(c: number, { start, steps }: Setting): number[] {
  const result = [start]
  let w = start
  for (let step = 0; step < steps; step++) {
    const below = w ** (power - 1)
    const gradient = power * below * (below * w - target)
    w -= learningRate * Math.max(-c, Math.min(c, gradient))
    result.push(w)
  }
  return result
}

export const lossAt = (w: number): number => 0.5 * (w ** power - target) ** 2

/** The loss after the last step. */
export function finalLoss(c: number, setting: Setting): number {
  return lossAt(path(c, setting).at(-1) ?? NaN)
}

/**
 * Ranges of thresholds that arrive: found on a grid, their edges refined by halving. What is narrower than the grid's
 * steps is not seen.
 * @param losses the final loss at each threshold of the grid
 */
export function arrivals(
  grid: readonly number[],
  losses: readonly number[],
  setting: Setting,
): Array<[number, number]> {
  const arrived = losses.map((loss) => loss <= goal)
  const ranges: Array<[number, number]> = []
  grid.forEach((c, i) => {
    if (!arrived[i]) return
    if (!arrived[i - 1]) ranges.push([edge(c, grid[i - 1] ?? c, setting), c])
    const last = ranges.at(-1)
    if (last && !arrived[i + 1]) last[1] = edge(c, grid[i + 1] ?? c, setting)
  })
  return ranges
}

/** Between a threshold that arrives and one that does not. */
function edge(good: number, bad: number, setting: Setting): number {
  let [inside, outside] = [good, bad]
  for (let i = 0; i < 10; i++) {
    const middle = Math.sqrt(inside * outside)
    if (finalLoss(middle, setting) <= goal) inside = middle
    else outside = middle
  }
  return inside
}

/** Thresholds in equal steps of their logarithm. */
export function logGrid(low: number, high: number, points: number): number[] {
  return Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)))
}

/** Where every step is clipped and the last one just meets the goal: (start − w) / (steps · η). */
export function lowerEdge({ start, steps }: Setting): number {
  return (start - (target + Math.sqrt(2 * goal)) ** (1 / power)) / (steps * learningRate)
}
