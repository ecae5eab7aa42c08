import { expect, test } from 'vitest'
import { gaussianMean } from './gaussian-mean.ts'

test('the moments of a standard normal variable are 1, 0, 1 and 3', () => {
  const moments = [0, 1, 2, 4].map((power) => gaussianMean((z) => z ** power))
  expect(moments).toEqual([1, 0, 1, 3].map((one) => expect.closeTo(one, 10)))
})

test('E cos(√q z) = exp(−q/2), to 1e-9 for q up to 10', () => {
  for (const q of [0.1, 1, 10]) {
    expect(Math.abs(gaussianMean((z) => Math.cos(Math.sqrt(q) * z)) - Math.exp(-q / 2))).toBeLessThan(1e-9)
  }
})

test("Stein's identity holds for tanh: E z·tanh(√q z) = √q·E tanh'(√q z)", () => {
  for (const q of [0.2, 1, 4]) {
    const left = gaussianMean((z) => z * Math.tanh(Math.sqrt(q) * z))
    const right = Math.sqrt(q) * gaussianMean((z) => 1 - Math.tanh(Math.sqrt(q) * z) ** 2)
    expect(Math.abs(left - right)).toBeLessThan(1e-9)
  }
})
