import { expect, test } from 'vitest'
import { truncatedMoment } from './truncated-normal.ts'

test('two standard deviations keep 0.7737 of the variance, and 0.87963 of the standard deviation', () => {
  // 1 − 2·c·φ(c)/(2Φ(c) − 1) with φ(2) = 0.0539909665 and 2Φ(2) − 1 = 0.9544997361.
  expect(truncatedMoment(2, 2)).toBeCloseTo(1 - (4 * 0.0539909665) / 0.9544997361, 8)
  expect(Math.sqrt(truncatedMoment(2, 2))).toBeCloseTo(0.87962566, 7)
})

test('the fourth moment follows from the second by parts: 3·E z² − 2·c³·φ(c)/(2Φ(c) − 1)', () => {
  expect(truncatedMoment(2, 4)).toBeCloseTo(3 * truncatedMoment(2, 2) - (16 * 0.0539909665) / 0.9544997361, 8)
})

test('a far cut leaves the normal law, a near one a uniform law', () => {
  expect(truncatedMoment(10, 2)).toBeCloseTo(1, 9)
  expect(truncatedMoment(10, 4)).toBeCloseTo(3, 9)
  expect(truncatedMoment(1e-3, 2) / 1e-6).toBeCloseTo(1 / 3, 6)
})
