/**
 * The loss of a linear model on two centred features, one of spread 1 and one `ratio` times as wide, with correlation r:
 * ½ wᵀHw around its minimum, with H = [[1, r·ratio], [r·ratio, ratio²]].
 */
export interface Valley {
  /** Curvatures: the largest and the least eigenvalue of H. */
  most: number
  least: number
  /** Direction of the largest, in radians from the first weight's axis. */
  angle: number
}

export type Point = readonly [number, number]

export function makeValley(ratio: number, correlation: number): Valley {
  const [first, between, second] = [1, correlation * ratio, ratio * ratio]
  const most = (first + second) / 2 + Math.hypot((first - second) / 2, between)
  // From the determinant: the difference of two large numbers would cancel.
  const least = (ratio * ratio * (1 - correlation * correlation)) / most
  return { most, least, angle: Math.atan2(2 * between, first - second) / 2 }
}

/** The condition number κ of H. */
export const conditionNumber = ({ most, least }: Valley): number => most / least

/** 2/λ_max: beyond it gradient descent diverges. */
export const largestStep = ({ most }: Valley): number => 2 / most

/** Where gradient descent stands after 0 … count steps; `share` is its step in units of the largest stable one. */
export function descend(
  valley: Valley,
  { start, share, count }: { start: Point; share: number; count: number },
): Point[] {
  const [steep, flat] = toAxes(start, valley)
  const [factor, slow] = factors(valley, share)
  return Array.from({ length: count + 1 }, (_, t) => fromAxes([steep * factor ** t, flat * slow ** t], valley))
}

/** Steps until the distance to the minimum is this part of what it was; Infinity where it never is. */
export function stepsTo(valley: Valley, { start, share, part }: { start: Point; share: number; part: number }): number {
  if (!(share < 1)) return Infinity
  const [steep, flat] = toAxes(start, valley)
  const [factor, slow] = factors(valley, share)
  const arrived = (t: number) => Math.hypot(steep * factor ** t, flat * slow ** t) <= part * Math.hypot(steep, flat)
  // Both parts only shrink, so that the first step at which it has arrived can be searched by halves.
  let high = 1
  while (!arrived(high)) high *= 2
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (arrived(middle)) high = middle
    else low = middle
  }
  return high
}

/** By what one step multiplies the distance along the steepest and along the flattest direction. */
const factors = (valley: Valley, share: number): Point => [1 - 2 * share, 1 - (2 * share) / conditionNumber(valley)]

function toAxes([u, v]: Point, { angle }: Valley): Point {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return [c * u + s * v, c * v - s * u]
}

function fromAxes([steep, flat]: Point, { angle }: Valley): Point {
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  return [c * steep - s * flat, s * steep + c * flat]
}
