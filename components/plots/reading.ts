/** What a plot says, found by arithmetic: the chart, its caption and its table all tell the same story. */
import type { NumberLike, Plot, PlotSeries } from '../../grader/judge/verdict.ts'
import { untagNumber } from '../../grader/judge/tagged-number.ts'

export interface PointReading {
  x: number
  y: number
}

export interface Departure extends PointReading {
  low: number
  high: number
}

export interface PlotReading {
  marks: 'line' | 'points'
  /** Series by role, points sorted by x, tags turned back into numbers. */
  series: Array<{ role: PlotSeries['role']; points: PointReading[] }>
  band: Array<{ x: number; low: number; high: number }>
  /** Where the learner's line first leaves the band, seen in the direction in which the quantity travels. */
  departure: Departure | null
  /** The learner's first point that is NaN or infinite, in the same direction. */
  notFinite: PointReading | null
}

export function readPlot(plot: Plot): PlotReading {
  const series = plot.series.map(({ role, points }) => ({ role, points: sortPoints(points) }))
  const band = plot.band.map(([x, low, high]) => ({ x, low, high })).toSorted((a, b) => a.x - b.x)
  const mine = series.find(({ role }) => role === 'mine')?.points ?? []
  const path = travelsBackward(plot) ? mine.toReversed() : mine
  return {
    marks: plot.marks ?? 'line',
    series,
    band,
    departure: findDeparture(path, band, plot.yScale === 'log'),
    notFinite: path.find(({ y }) => !Number.isFinite(y)) ?? null,
  }
}

/** Gradients enter a network at its last layer: there the first layer out of band is the one nearest to the loss. */
function travelsBackward(plot: Plot): boolean {
  return plot.x === 'layer' && (plot.y === 'gradient-norm' || plot.y === 'delta-norm')
}

function sortPoints(points: ReadonlyArray<[number, NumberLike]>): PointReading[] {
  return points.map(([x, y]) => ({ x, y: untagNumber(y) })).toSorted((a, b) => a.x - b.x)
}

function findDeparture(path: readonly PointReading[], band: PlotReading['band'], log: boolean): Departure | null {
  for (const point of path) {
    const limits = bandAt(band, point.x, log)
    if (limits && !(point.y >= limits.low && point.y <= limits.high)) return { ...point, ...limits }
  }
  return null
}

/** The band's limits at x, interpolated between its corners as the chart draws them; null outside of it. */
export function bandAt(band: PlotReading['band'], x: number, log: boolean): { low: number; high: number } | null {
  const after = band.find((corner) => corner.x >= x)
  const before = band.findLast((corner) => corner.x <= x)
  if (!after || !before) return null
  if (after.x === before.x) return { low: before.low, high: before.high }
  const share = (x - before.x) / (after.x - before.x)
  const between = (a: number, b: number) => (log && a > 0 && b > 0 ? a * (b / a) ** share : a + (b - a) * share)
  return { low: between(before.low, after.low), high: between(before.high, after.high) }
}

export interface TableRow {
  x: number
  mine: number | null
  reference: number | null
  baseline: number | null
  low: number | null
  high: number | null
}

/** One row for each x that any series has; in a cloud of points, one for each point. */
export function tableOf(reading: PlotReading): TableRow[] {
  if (reading.marks === 'points') {
    const none = { mine: null, reference: null, baseline: null, low: null, high: null }
    return reading.series.flatMap(({ role, points }) => points.map(({ x, y }) => ({ ...none, x, [role]: y })))
  }
  const rows = new Map<number, TableRow>()
  const row = (x: number): TableRow => {
    const known = rows.get(x) ?? { x, mine: null, reference: null, baseline: null, low: null, high: null }
    rows.set(x, known)
    return known
  }
  for (const { role, points } of reading.series) for (const { x, y } of points) row(x)[role] = y
  for (const { x, low, high } of reading.band) Object.assign(row(x), { low, high })
  return [...rows.values()].toSorted((a, b) => a.x - b.x)
}
