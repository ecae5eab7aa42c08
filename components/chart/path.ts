/** Lines and bands as paths of a square of 1000 by 1000, which is stretched to the space there is. Pure. */
import { area, curveLinear, curveLinearClosed, line } from 'd3-shape'
import type { Scale } from './scale.ts'

/** In the units of the two axes. */
export type Point = readonly [x: number, y: number]

export interface Corner {
  x: number
  low: number
  high: number
}

export interface Scales {
  x: Scale
  y: Scale
}

export const side = 1000

/** The line through the points; one that has no place interrupts it. */
export function linePath(points: readonly Point[], { x, y }: Scales, closed = false): string {
  const path = line<Point>(
    (point) => side * x.share(point[0]),
    (point) => side * (1 - y.share(point[1])),
  )
    .defined((point) => x.holds(point[0]) && y.holds(point[1]))
    .curve(closed ? curveLinearClosed : curveLinear)
    // Rounded, so that the server and every browser write the same characters.
    .digits(1)
  return path([...points]) ?? ''
}

/** What lies between the low and the high values; a limit that has no place is at the end of the axis. */
export function bandPath(corners: readonly Corner[], { x, y }: Scales): string {
  const path = area<Corner>(
    (corner) => side * x.share(corner.x),
    (corner) => side * (1 - y.share(corner.low)),
    (corner) => side * (1 - y.share(corner.high)),
  ).digits(1)
  return path([...corners]) ?? ''
}

/** A share of the width or the height, rounded for the same reason. */
export const percent = (share: number): string => `${Math.round(share * 10000) / 100}%`
