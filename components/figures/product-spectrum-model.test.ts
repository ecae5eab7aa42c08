import { expect, test } from 'vitest'
import { conditionNumber, makeGaussianProducts, spectrumOf } from './product-spectrum-model.ts'

const products = makeGaussianProducts({ n: 16, factors: 20, seed: 5 })
const spectrum = (factors: number, gain = 1): number[] => {
  const product = products[factors - 1]
  if (product === undefined) throw new Error(`there are no ${factors} factors`)
  return spectrumOf(product, gain, factors)
}

test('the mean square of the singular values of one factor is about 1: lengths are kept on average', () => {
  const values = spectrum(1)
  const mean = values.reduce((sum, value) => sum + value ** 2, 0) / values.length
  expect(mean).toBeGreaterThan(0.8)
  expect(mean).toBeLessThan(1.25)
  // The edge of the quarter circle law is 2.
  expect(values[0]).toBeGreaterThan(1.5)
  expect(values[0]).toBeLessThan(2.3)
})

test('with each factor the directions part further', () => {
  const conditions = [1, 2, 4, 6].map((factors) => conditionNumber(spectrum(factors)))
  expect(conditions.toSorted((a, b) => a - b)).toEqual(conditions)
  expect(conditions.at(-1)).toBeGreaterThan(1e4)
})

test('a gain multiplies all of them alike', () => {
  const [one, other] = [spectrum(5), spectrum(5, 1.1)]
  one.forEach((value, i) => expect(other[i]).toBeCloseTo(value * 1.1 ** 5, 10))
})

test('what float64 cannot tell from nothing is nothing', () => {
  const values = spectrum(20)
  expect(values.at(-1)).toBe(0)
  expect(conditionNumber(values)).toBe(Infinity)
})

test('asking twice gives the same: the product is kept', () => {
  expect(spectrum(10)).toEqual(spectrum(10))
})
