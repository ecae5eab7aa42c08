/**
 * The verbs that checks are written with. NaN and infinities fail every one but `isFinite` and `isNotFinite`, on either side.
 * Each comparison is written so that a NaN makes it false.
 */
import type { Judgement } from './declare.ts'
import { meets, toleranceOf } from './meets.ts'
import type { Expectation, Measured } from './verdict.ts'

export interface Tolerance {
  /** Relative to the expected value. */
  rel?: number
  /** In the unit of the value. */
  abs?: number
}

const judgement = (passed: boolean, measured: Measured | null, expected: Expectation | null): Judgement => ({
  passed,
  measured,
  expected,
  layer: null,
})

const areFinite = (...values: number[]): boolean => values.every((value) => Number.isFinite(value))

/** What `meets` says of an expectation that asks for a number. */
const judged = (measured: number, expected: Expectation): Judgement =>
  judgement(meets(measured, expected) === true, measured, expected)

/** |measured − expected| ≤ abs + rel·|expected|. With neither tolerance the values must be equal. */
export function near(measured: number, expected: number, { rel, abs }: Tolerance): Judgement {
  return judged(measured, {
    verb: 'near',
    value: expected,
    ...(rel === undefined ? {} : { rel }),
    ...(abs === undefined ? {} : { abs }),
  })
}

/**
 * `near` for every pair: the one that lies farthest from what is expected, in units of its own tolerance, is shown. What is
 * missing or not finite lies farther than any number; an empty list never passes.
 * @param tolerance one for all, or for each expected value by its index
 */
export function nearEach(
  measured: readonly (number | undefined)[],
  expected: readonly number[],
  tolerance: Tolerance | ((index: number) => Tolerance),
): Judgement {
  const tolerances = (index: number) => (typeof tolerance === 'function' ? tolerance(index) : tolerance)
  const pairs = expected.map((value, index) => {
    const found = measured[index] ?? NaN
    const error = found === value ? 0 : Math.abs(found - value) / toleranceOf({ value, ...tolerances(index) })
    return { index, found, value, error: areFinite(found, value) ? error : Infinity }
  })
  const farthest = pairs.find(({ error }) => error === Math.max(...pairs.map((one) => one.error)))
  if (farthest === undefined) return judgement(false, null, null)
  return near(farthest.found, farthest.value, tolerances(farthest.index))
}

/** low ≤ measured ≤ high. */
export function within(measured: number, low: number, high: number): Judgement {
  return judged(measured, { verb: 'within', low, high })
}

export function atMost(measured: number, limit: number): Judgement {
  return judged(measured, { verb: 'at-most', limit })
}

export function atLeast(measured: number, limit: number): Judgement {
  return judged(measured, { verb: 'at-least', limit })
}

export function equal(measured: number | string, expected: number | string): Judgement {
  const comparable = typeof measured === 'string' || Number.isFinite(measured)
  return judgement(comparable && measured === expected, measured, { verb: 'equal', value: expected })
}

/** Every value is finite, and there is at least one. The first that is not is what was measured. */
export function isFinite(values: number | readonly number[]): Judgement {
  const list = typeof values === 'number' ? [values] : values
  const culprit = list.find((value) => !Number.isFinite(value))
  return judgement(list.length > 0 && culprit === undefined, culprit ?? list[0] ?? null, { verb: 'finite' })
}

/** The value is NaN or an infinity: the flag that an overflow must raise. */
export function isNotFinite(measured: number): Judgement {
  return judgement(typeof measured === 'number' && !Number.isFinite(measured), measured, { verb: 'not-finite' })
}

/** Strictly increasing or decreasing, over at least two finite values. */
export function monotone(values: readonly number[], direction: 'increasing' | 'decreasing'): Judgement {
  const sign = direction === 'increasing' ? 1 : -1
  const at = values.findIndex((value, i) => i > 0 && !(sign * (value - (values[i - 1] ?? NaN)) > 0))
  const finite = values.every((value) => Number.isFinite(value))
  return judgement(values.length > 1 && finite && at < 0, values[at < 0 ? values.length - 1 : at] ?? null, {
    verb: direction,
  })
}

/** Passed when all are: the first that failed is shown, else the last. An empty list never passes. */
export function allOf(judgements: readonly Judgement[]): Judgement {
  const failed = judgements.find((one) => !one.passed)
  return failed ?? judgements.at(-1) ?? judgement(false, null, null)
}

/** Judges every layer, input side first; the first that fails is named. An empty list never passes. */
export function eachLayer<T>(values: readonly T[], judge: (value: T, index: number) => Judgement): Judgement {
  return allOf(values.map((value, index) => ({ ...judge(value, index), layer: index + 1 })))
}
