/** From numbers to pixels, with ticks at round values. Pure, so that it can be tested without a page. */

export type ScaleKind = 'linear' | 'log'

export interface Scale {
  kind: ScaleKind
  /** Ends of the axis, in the unit of the values. */
  low: number
  high: number
  ticks: number[]
  /** Position of a value in pixels; a value beyond the ends, or one that is not finite, lands on the edge. */
  at(value: number): number
  /** Whether a value has a place on the axis: finite, and on a log scale above zero. */
  holds(value: number): boolean
}

export interface ScaleRequest {
  kind: ScaleKind
  /** Whatever is to be shown; what is not finite (and on a log scale not positive) does not stretch the axis. */
  values: readonly number[]
  /** Pixels of the low end and of the high end. */
  range: [number, number]
  /** How many ticks there is room for. */
  room: number
  /** Ticks at whole numbers only, and the axis ends where the values end: layers, steps. */
  whole?: boolean
}

export function makeScale(request: ScaleRequest): Scale {
  const { kind, values, range, room } = request
  const shown = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0))
  const min = shown.length > 0 ? shown.reduce((a, b) => Math.min(a, b)) : 1
  const max = shown.length > 0 ? shown.reduce((a, b) => Math.max(a, b)) : min
  const axis =
    kind === 'log' ? logAxis(min, max, room) : request.whole ? wholeAxis(min, max, room) : linearAxis(min, max, room)
  const place = (value: number) => (kind === 'linear' ? value : value > 0 ? Math.log10(value) : -Infinity)
  const from = place(axis.low)
  const span = place(axis.high) - from
  return {
    kind,
    ...axis,
    holds: (value) => Number.isFinite(value) && (kind === 'linear' || value > 0),
    at(value) {
      if (Number.isNaN(value)) return range[1]
      const share = span === 0 ? 0.5 : (place(value) - from) / span
      return range[0] + clamp(share) * (range[1] - range[0])
    },
  }
}

interface Axis {
  low: number
  high: number
  ticks: number[]
}

/** Whole decades, thinned to fit; 1-2-5 within them when there are at most two. */
function logAxis(min: number, max: number, room: number): Axis {
  const lowest = Math.floor(Math.log10(min) + 1e-9)
  const highest = Math.max(lowest + 1, Math.ceil(Math.log10(max) - 1e-9))
  const decades = highest - lowest
  const step = [1, 2, 3, 5, 10, 20, 50, 100].find((one) => decades / one <= room) ?? 100
  const ticks: number[] = []
  for (let e = Math.ceil(lowest / step) * step; e <= highest; e += step) {
    ticks.push(power(e))
    if (decades <= 2 && e < highest) ticks.push(power(e) * 2, power(e) * 5)
  }
  return { low: power(lowest), high: power(highest), ticks }
}

/** Parsed from text, because 10 ** -5 is 0.000009999999999999999. */
function power(exponent: number): number {
  return Number(`1e${exponent}`)
}

function linearAxis(min: number, max: number, room: number): Axis {
  const pad = max === min ? Math.max(1e-12, Math.abs(max) * 0.5, max === 0 ? 1 : 0) : 0
  const step = roundStep((max - min + 2 * pad) / Math.max(1, room))
  const low = Math.floor((min - pad) / step + 1e-9) * step
  const high = Math.ceil((max + pad) / step - 1e-9) * step
  return { low, high, ticks: multiples(low, high, step) }
}

/** Ends exactly at the data and names both its first value and round ones: 1, 10, 20, 30. */
function wholeAxis(min: number, max: number, room: number): Axis {
  const step = Math.max(1, roundStep((max - min) / Math.max(1, room)))
  const round = multiples(Math.ceil(min / step) * step, max, step).filter(
    (tick) => tick === min || tick - min >= step * 0.4,
  )
  const ticks = round[0] === min ? round : [min, ...round]
  return { low: min, high: max, ticks }
}

function multiples(low: number, high: number, step: number): number[] {
  const count = Math.floor((high - low) / step + 1e-9)
  return Array.from({ length: count + 1 }, (_, i) => Number((low + i * step).toPrecision(12)))
}

/** The smallest of 1, 2, 5 times a power of ten that is not below `rough`. */
function roundStep(rough: number): number {
  if (!(rough > 0)) return 1
  const unit = power(Math.floor(Math.log10(rough)))
  return [1, 2, 5, 10].map((factor) => factor * unit).find((step) => step >= rough * 0.999) ?? 10 * unit
}

function clamp(share: number): number {
  return share < 0 ? 0 : share > 1 ? 1 : share
}
