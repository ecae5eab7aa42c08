/**
 * Numbers as a learner reads them: 0.987, 3.1e-5, 12, NaN, ∞. The same in both languages, because they are compared
 * with what the learner's own code prints.
 */
import { meets, toleranceOf } from '../../grader/judge/meets.ts'
import { untagNumber } from '../../grader/judge/tagged-number.ts'
import type { Expectation, NumberLike } from '../../grader/judge/verdict.ts'

/** @param digits significant digits, 3 where nothing is said */
export function formatNumber(value: NumberLike, digits = 3): string {
  const number = untagNumber(value)
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? '∞' : '−∞'
  if (number === 0) return '0'
  const size = Math.abs(number)
  if (Number.isInteger(number) && size < 1e5) return String(number)
  if (size >= 1e5 || size < 1e-3) return trimExponential(number.toExponential(Math.max(1, digits - 2)))
  return trimZeros(number.toPrecision(Math.max(digits, size >= 1000 ? 4 : digits)))
}

/**
 * A measured number with as many digits as it takes to see on which side of the expectation it lies: 0.9896 against
 * 1 ± 0.01 must not be printed as 0.99.
 */
export function formatMeasured(measured: NumberLike, expected: Expectation | null): string {
  const value = untagNumber(measured)
  const verdict = expected === null ? undefined : meets(value, expected)
  for (let digits = digitsFor(expected); digits < 9; digits++) {
    const text = formatNumber(measured, digits)
    if (expected === null || verdict === undefined || !Number.isFinite(value)) return text
    if (meets(Number(text), expected, 1e-9) === verdict) return text
  }
  return String(value)
}

/** A limit as its author wrote it: 0.999999 must not be printed as 1. One that was computed gets four digits. */
export function formatLimit(limit: number): string {
  for (let digits = 3; digits <= 8; digits++) {
    const text = formatNumber(limit, digits)
    if (Math.abs(Number(text) - limit) <= 1e-9 * Math.abs(limit)) return text
  }
  return formatNumber(limit, 4)
}

/** Significant digits that show a tolerance: 0.7071 ± 7e-5 says nothing with three. */
export function digitsFor(expected: Expectation | null): number {
  if (expected?.verb !== 'near') return 3
  const tolerance = toleranceOf(expected)
  const value = Math.abs(untagNumber(expected.value))
  if (!(tolerance > 0) || !(value > 0) || !Number.isFinite(value)) return 3
  return Math.min(8, Math.max(3, Math.ceil(Math.log10(value / tolerance)) + 1))
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}

function trimExponential(text: string): string {
  const [mantissa = text, exponent = '0'] = text.split('e')
  return `${trimZeros(mantissa)}e${Number(exponent)}`
}
