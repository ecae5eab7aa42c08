/**
 * Which judgements the machine could have turned. Backends add float32 numbers in different orders, so the same code on the
 * same draw measures numbers that differ in their last digits; a number that lies that near to its threshold decides nothing.
 */
import type { CheckResult, Expectation, Measured } from './verdict.ts'

/**
 * Relative difference between backends on the same draw. Gradients through fifty layers differ by 5e-6 at most between webgl,
 * wasm and cpu (see the margins that each exercise's reference.json keeps).
 */
export const BACKEND_NOISE = 5e-6

/** Whether the measured number lies within the noise of the threshold that it was judged by. */
export function isWithinNoise({ measured, expected }: Pick<CheckResult, 'measured' | 'expected'>): boolean {
  if (typeof measured !== 'number' || expected === null) return false
  return thresholdsOf(expected).some((threshold) => isNear(measured, threshold))
}

function thresholdsOf(expected: Expectation): number[] {
  switch (expected.verb) {
    case 'near': {
      const centre = toNumber(expected.value)
      const limit = (expected.abs ?? 0) + (expected.rel ?? 0) * Math.abs(centre)
      // A tolerance that is no wider than the noise asks for equality, and equality is not measured twice.
      return limit > 2 * BACKEND_NOISE * Math.abs(centre) ? [centre - limit, centre + limit] : []
    }
    case 'within':
      return [expected.low, expected.high]
    case 'at-most':
    case 'at-least':
      return [expected.limit]
    default:
      return []
  }
}

function isNear(measured: number, threshold: number): boolean {
  // Whole numbers are counted, not added up.
  if (Number.isInteger(measured) && Number.isInteger(threshold)) return false
  return Math.abs(measured - threshold) < BACKEND_NOISE * Math.max(Math.abs(measured), Math.abs(threshold))
}

const toNumber = (value: Measured): number => (typeof value === 'number' ? value : Number.NaN)
