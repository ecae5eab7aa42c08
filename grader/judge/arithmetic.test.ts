import { expect, test } from 'vitest'
import { cosine, distance, dot, isClose, norm, relativeDistance, sameElements } from './arithmetic.ts'

test('a norm is right far beyond the range of float32', () => {
  expect(norm([3e30, -4e30])).toBeCloseTo(5e30, -20)
  expect(norm([3e-25, 4e-25]) / 5e-25).toBeCloseTo(1, 12)
  expect(norm([])).toBe(0)
})

test('a cosine is 1 along, −1 against, 0 across and NaN without a direction', () => {
  expect(cosine([1, 2], [10, 20])).toBeCloseTo(1, 12)
  expect(cosine([1, 2], [-10, -20])).toBeCloseTo(-1, 12)
  expect(cosine([1, 0], [0, 5])).toBe(0)
  expect(cosine([0, 0], [1, 1])).toBeNaN()
})

test('lists of different length have no product and no distance', () => {
  expect(dot([1, 2], [1])).toBeNaN()
  expect(distance([1], [1, 2])).toBeNaN()
  expect(relativeDistance([], [1])).toBeNaN()
  expect(sameElements([1], [1, 2])).toBe(false)
})

test('a distance is relative to the expected vector', () => {
  expect(relativeDistance([3.03, 4.04], [3, 4])).toBeCloseTo(0.01, 12)
})

test('NaN is neither close to a number nor the same element', () => {
  expect(isClose(NaN, 1, 1)).toBe(false)
  expect(isClose(1, NaN, 1)).toBe(false)
  expect(sameElements([NaN], [NaN])).toBe(false)
})

test('0 and −0 count as the same element, neighbours in float64 do not', () => {
  expect(sameElements([0, 1], [-0, 1])).toBe(true)
  expect(sameElements([1], [1 + Number.EPSILON])).toBe(false)
})
