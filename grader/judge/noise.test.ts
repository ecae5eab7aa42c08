import { expect, test } from 'vitest'
import { isWithinNoise } from './noise.ts'
import type { Expectation, Measured } from './verdict.ts'

const cases: Array<{ measured: Measured | null; expected: Expectation | null; noisy: boolean; why: string }> = [
  { measured: 1.1, expected: { verb: 'near', value: 1, rel: 0.1 }, noisy: true, why: 'on the upper edge' },
  { measured: 0.9000001, expected: { verb: 'near', value: 1, rel: 0.1 }, noisy: true, why: 'at the lower edge' },
  { measured: 1.1001, expected: { verb: 'near', value: 1, rel: 0.1 }, noisy: false, why: 'outside by more than noise' },
  { measured: 1, expected: { verb: 'near', value: 1, rel: 0.1 }, noisy: false, why: 'in the middle' },
  { measured: 1, expected: { verb: 'near', value: 1, rel: 0 }, noisy: false, why: 'equality is asked for' },
  { measured: 2.000001, expected: { verb: 'within', low: 1.5, high: 2 }, noisy: true, why: 'past the end by noise' },
  { measured: 1.7, expected: { verb: 'within', low: 1.5, high: 2 }, noisy: false, why: 'well inside' },
  { measured: 0.99999, expected: { verb: 'at-least', limit: 0.99999 }, noisy: true, why: 'the limit itself' },
  { measured: 1, expected: { verb: 'at-least', limit: 0.99999 }, noisy: false, why: 'the solution of a cosine check' },
  { measured: 5, expected: { verb: 'at-most', limit: 5 }, noisy: false, why: 'counted, not added up' },
  { measured: 0, expected: { verb: 'at-most', limit: 0 }, noisy: false, why: 'zero is exact' },
  { measured: 'NaN', expected: { verb: 'at-most', limit: 1 }, noisy: false, why: 'no number' },
  { measured: 1, expected: { verb: 'equal', value: 1 }, noisy: false, why: 'no threshold' },
  { measured: null, expected: null, noisy: false, why: 'nothing was measured' },
]

test.each(cases)('$measured against $expected: $why', ({ measured, expected, noisy }) => {
  expect(isWithinNoise({ measured, expected })).toBe(noisy)
})
