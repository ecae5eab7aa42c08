/** From numbers to places on an axis, with ticks at round values. Pure, so that it can be tested without a page. */
import { scaleLinear, scaleLog } from 'd3-scale'
import { powerOfTen } from './number-format.ts'

export type ScaleKind = 'linear' | 'log'

interface Tick {
  value: number
  text: string
}

export interface Scale {
  /** Ends of the axis, in the unit of the values. */
  low: number
  high: number
  ticks: readonly Tick[]
  /**
   * 0 at the low end, 1 at the high end. What lies beyond the ends is kept near them, because browsers lose precision
   * on huge coordinates. A value that has no place lands on an end: what is not a number on the high one.
   */
  share(value: number): number
  /** The value at a share, never beyond the ends. */
  valueAt(share: number): number
  /** Whether a value has a place on the axis: finite, and on a log scale above zero. */
  holds(value: number): boolean
}

/** @param text what stands at a tick */
export function makeScale(
  kind: ScaleKind,
  [low, high]: readonly [number, number],
  ticks: readonly number[] = [],
  text: (tick: number) => string = plainText,
): Scale {
  const place = kind === 'log' ? scaleLog([low, high], [0, 1]) : scaleLinear([low, high], [0, 1])
  const holds = (value: number) => Number.isFinite(value) && (kind === 'linear' || value > 0)
  return {
    low,
    high,
    ticks: ticks.map((value) => ({ value, text: text(value) })),
    holds,
    share(value) {
      if (holds(value)) return Math.min(2, Math.max(-1, place(value)))
      return value <= 0 ? 0 : 1
    },
    valueAt: (share) => place.invert(Math.min(1, Math.max(0, share))),
  }
}

const plainText = (tick: number): string => String(tick).replace('-', '−')

/** A log axis whose ends are given by exponents of 10, with ticks at each `step` of whole ones, none at 0. */
export function decadeScale(from: number, to: number, step = 0): Scale {
  const exponents: number[] = []
  if (step > 0) for (let e = Math.ceil(from / step) * step; e <= to; e += step) exponents.push(e)
  return makeScale('log', [10 ** from, 10 ** to], exponents.map(power), (tick) =>
    powerOfTen(Math.round(Math.log10(tick))),
  )
}

export interface ScaleRequest {
  kind: ScaleKind
  /** Whatever is to be shown; what is not finite (and on a log scale not positive) does not stretch the axis. */
  values: readonly number[]
  /** How many ticks there is room for. */
  room: number
  /** Ticks at whole numbers only, and the axis ends where the values end: layers, steps. */
  whole?: boolean
  /** What stands at a tick; a log axis over more than three decades has 1e-4. */
  text: (tick: number) => string
}

/** An axis that holds the values and ends at round numbers. */
export function fitScale({ kind, values, room, whole, text }: ScaleRequest): Scale {
  const shown = values.filter((value) => Number.isFinite(value) && (kind === 'linear' || value > 0))
  const min = shown.length > 0 ? shown.reduce((a, b) => Math.min(a, b)) : 1
  const max = shown.length > 0 ? shown.reduce((a, b) => Math.max(a, b)) : min
  const axisOf = kind === 'log' ? logAxis : whole ? wholeAxis : linearAxis
  const { low, high, ticks } = axisOf(min, max, room)
  const asPowers = kind === 'log' && high / low > 1e3
  return makeScale(kind, [low, high], ticks, (tick) => (asPowers ? `1e${Math.round(Math.log10(tick))}` : text(tick)))
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
