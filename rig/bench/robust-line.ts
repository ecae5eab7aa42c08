/** A line through points that a few wild ones do not turn. */

export interface Point {
  x: number
  y: number
}

/**
 * Median of the slopes between the pairs of points that may be compared; NaN where there is no such pair.
 * Source: Theil 1950, Sen 1968.
 */
export function robustSlope<P extends Point>(
  points: readonly P[],
  comparable: (a: P, b: P) => boolean = () => true,
): number {
  const slopes: number[] = []
  for (const [index, a] of points.entries()) {
    for (const b of points.slice(index + 1)) {
      if (a.x !== b.x && comparable(a, b)) slopes.push((b.y - a.y) / (b.x - a.x))
    }
  }
  const sorted = slopes.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
