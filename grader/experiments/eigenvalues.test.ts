import { expect, test } from 'vitest'
import { normals } from '../kit/kit.ts'
import { eigenvalues } from './eigenvalues.ts'

const close = (values: Array<[number, number]>) =>
  values.map(([re, im]) => ({ re: expect.closeTo(re, 9), im: expect.closeTo(im, 9) }))

test('a rotation has a pair of conjugates, a triangle its diagonal', () => {
  expect(
    eigenvalues([
      [0.6, -0.8],
      [0.8, 0.6],
    ]),
  ).toEqual(
    close([
      [0.6, 0.8],
      [0.6, -0.8],
    ]),
  )
  expect(
    eigenvalues([
      [1, 5, -7],
      [0, -2, 100],
      [0, 0, 3],
    ]),
  ).toEqual(
    close([
      [3, 0],
      [1, 0],
      [-2, 0],
    ]),
  )
})

test('a cyclic shift has the roots of one, although every shifted step could stand still there', () => {
  const n = 5
  const cycle = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_unused, j) => (j === (i + 1) % n ? 1 : 0)),
  )
  const found = eigenvalues(cycle)
  found.forEach(({ re, im }) => expect(Math.hypot(re, im)).toBeCloseTo(1, 9))
  expect(found[0]).toEqual({ re: expect.closeTo(1, 9), im: expect.closeTo(0, 9) })
})

test.each([2, 3, 6, 12, 24])('of a random matrix, %s wide, they solve det(A − λI) = 0', (n) => {
  const next = normals(n)
  const matrix = Array.from({ length: n }, () => Array.from({ length: n }, () => next() / Math.sqrt(n)))
  const found = eigenvalues(matrix)
  const power = (k: number) =>
    found.reduce((sum, { re, im }) => sum + Math.hypot(re, im) ** k * Math.cos(k * Math.atan2(im, re)), 0)
  const multiply = (a: number[][], b: number[][]) =>
    a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? NaN), 0)))
  const trace = (a: number[][]) => a.reduce((sum, row, i) => sum + (row[i] ?? NaN), 0)
  // The traces of the powers, as many as there are rows, determine all eigenvalues.
  let matrixPower = matrix
  for (let k = 1; k <= n; k++) {
    expect(power(k)).toBeCloseTo(trace(matrixPower), 8)
    matrixPower = multiply(matrixPower, matrix)
  }
})

test('the zero matrix, the identity and a Jordan block', () => {
  const zero = [
    [0, 0],
    [0, 0],
  ]
  expect(eigenvalues(zero)).toEqual(
    close([
      [0, 0],
      [0, 0],
    ]),
  )
  expect(
    eigenvalues([
      [1, 2],
      [0, 1],
    ]),
  ).toEqual(
    close([
      [1, 0],
      [1, 0],
    ]),
  )
})
