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

/** Ranges of thresholds that arrive, as seen on a grid. */
export function arrivals(grid: readonly number[], losses: readonly number[]): Array<[number, number]> {
  const ranges: Array<[number, number]> = []
  grid.forEach((c, i) => {
    if (!((losses[i] ?? NaN) <= goal)) return
    const last = ranges.at(-1)
    const goesOn = i > 0 && (losses[i - 1] ?? NaN) <= goal
    if (last && goesOn) last[1] = c
    else ranges.push([c, c])
  })
  return ranges
}

/** Thresholds in equal steps of their logarithm. */
export function logGrid(low: number, high: number, points: number): number[] {
  return Array.from({ length: points }, (_, i) => low * (high / low) ** (i / (points - 1)))
}

/** Where every step is clipped and the last one just meets the goal: (start − w) / (steps · η). */
export function lowerEdge({ start, steps }: Setting): number {
  return (start - (target + Math.sqrt(2 * goal)) ** (1 / power)) / (steps * learningRate)
}
