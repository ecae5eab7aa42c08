import { expect, test } from 'vitest'
import { bandPath, linePath, percent } from './path.ts'
import { decadeScale, makeScale } from './scale.ts'

const linear = { x: makeScale('linear', [0, 4]), y: makeScale('linear', [0, 2]) }
const log = { x: makeScale('linear', [0, 4]), y: decadeScale(-2, 0) }

test('a line goes from point to point, its y upwards', () => {
  expect(
    linePath(
      [
        [0, 0],
        [1, 1],
        [4, 2],
      ],
      linear,
    ),
  ).toBe('M0,1000L250,500L1000,0')
})

test('a line stops where a value has no place and goes on behind it', () => {
  const values = [1, 0.1, NaN, 0.1, Infinity, 0.01, 1]
  const points = values.map((value, i) => [i / 2, value] as const)
  expect(linePath(points, log)).toBe('M0,0L125,500M375,500ZM625,1000L750,0')
})

test('zero has no place on a log axis and one on a linear axis', () => {
  const points = [
    [0, 1],
    [1, 0],
    [2, 1],
  ] as const
  expect(linePath(points, log)).toBe('M0,0ZM500,0Z')
  expect(linePath(points, linear)).toBe('M0,500L250,1000L500,500')
})

test('a line of nothing is no path', () => {
  expect(linePath([], linear)).toBe('')
  expect(linePath([[0, NaN]], linear)).toBe('')
})

test('an outline returns to its first point', () => {
  expect(
    linePath(
      [
        [0, 0],
        [4, 0],
        [4, 2],
      ],
      linear,
      true,
    ),
  ).toBe('M0,1000L1000,1000L1000,0Z')
})

test('a band lies between its limits, and reaches the end of the axis where one has no place', () => {
  const corners = [
    { x: 0, low: 0.1, high: 1 },
    { x: 4, low: 0, high: Infinity },
  ]
  expect(bandPath(corners, log)).toBe('M0,0L1000,0L1000,1000L0,500Z')
})

test('coordinates are rounded alike everywhere', () => {
  expect(linePath([[1 / 3, 2 / 3]], linear)).toBe('M83.3,666.7Z')
  expect(percent(1 / 3)).toBe('33.33%')
})
