import { isNumberLike, untagNumber } from './tagged-number.ts'
import type { NumberLike } from './tagged-number.ts'
import type { Expectation } from './verdict.ts'

/**
 * Whether a number is what an expectation asks for; undefined where it asks for no number. NaN and infinities meet none, on either
 * side: an expectation may be computed from what was measured, and every finite number lies within any tolerance of infinity.
 * @param slack relative to the limit. A number that was rounded for a reader needs some: a printed 0.99 counts as inside 1 ± 0.01,
 * although 1 − 0.99 is a little more than 0.01
 */
export function meets(value: number, expected: Expectation, slack = 0): boolean | undefined {
  const isFinite = (...others: number[]) => [value, ...others].every((one) => Number.isFinite(one))
  const notAbove = (left: number, right: number) => left <= right + slack * Math.abs(right)
  switch (expected.verb) {
    case 'near': {
      const target = untagNumber(expected.value)
      return isFinite(target) && notAbove(Math.abs(value - target), toleranceOf(expected))
    }
    case 'within':
      return isFinite(expected.low, expected.high) && notAbove(expected.low, value) && notAbove(value, expected.high)
    case 'at-most':
      return isFinite(expected.limit) && notAbove(value, expected.limit)
    case 'at-least':
      return isFinite(expected.limit) && notAbove(expected.limit, value)
    case 'equal':
      return isNumberLike(expected.value) ? isFinite() && value === expected.value : undefined
    default:
      return undefined
  }
}

/** Half the width of a `near` expectation: abs + rel·|value|. */
export function toleranceOf(expected: { value: NumberLike; rel?: number; abs?: number }): number {
  return (expected.abs ?? 0) + (expected.rel ?? 0) * Math.abs(untagNumber(expected.value))
}
