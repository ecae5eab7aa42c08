import { expect, test } from 'vitest'
import { normals } from '../kit/kit.ts'
import { singularValues } from './singular-values.ts'

const close = (values: number[]) => values.map((value) => expect.closeTo(value, 10))

test('the values of a triangular matrix that is not normal are not its diagonal', () => {
  // [[0.9, 10], [0, 0.9]]: the product is the determinant, the squares add up to the squares of the elements.
  const [largest = NaN, least = NaN] = singularValues([
    [0.9, 10],
    [0, 0.9],
  ])
  expect(largest * least).toBeCloseTo(0.81, 12)
  expect(largest ** 2 + least ** 2).toBeCloseTo(101.62, 10)
  expect(largest).toBeCloseTo(10.08035, 5)
})

test('a matrix and its transpose have the same values, as many as the shorter side', () => {
  const wide = [
    [3, 0, 0],
    [0, -2, 0],
  ]
  expect(singularValues(wide)).toEqual(close([3, 2]))
  expect(singularValues([0, 1, 2].map((j) => wide.map((row) => row[j] ?? NaN)))).toEqual(close([3, 2]))
})

test('squares of the values add up to the squares of the elements', () => {
  const next = normals(5)
  const matrix = Array.from({ length: 9 }, () => Array.from({ length: 7 }, () => next()))
  const sum = (values: number[]) => values.reduce((total, one) => total + one ** 2, 0)
  expect(sum(singularValues(matrix))).toBeCloseTo(sum(matrix.flat()), 9)
})

test('a power of the cat map keeps both of its values, fifteen orders of magnitude apart', () => {
  // F(25), F(24), F(23) of Fibonacci: [[2, 1], [1, 1]]^12, with the values φ^24 and φ^-24.
  const [largest = NaN] = singularValues([
    [75025, 46368],
    [46368, 28657],
  ])
  expect(largest / ((1 + Math.sqrt(5)) / 2) ** 24).toBeCloseTo(1, 12)
})

test('NaN is not made into a number', () => {
  expect(
    singularValues([
      [NaN, 1],
      [0, 1],
    ]).some(Number.isNaN),
  ).toBe(true)
})
