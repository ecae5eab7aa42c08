import { expect, test } from 'vitest'
import { makeScale } from './scale.ts'

test('a log axis ends at whole decades and names few of them', () => {
  const scale = makeScale({ kind: 'log', values: [3e-9, 0.2, 8], range: [200, 0], room: 6 })
  expect([scale.low, scale.high]).toEqual([1e-9, 10])
  expect(scale.ticks).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1])
  expect(scale.at(1e-9)).toBe(200)
  expect(scale.at(10)).toBe(0)
  expect(scale.at(1e-4)).toBeCloseTo(100, 6)
})

test('a narrow log axis has ticks inside its decade', () => {
  expect(makeScale({ kind: 'log', values: [2, 7], range: [0, 1], room: 5 }).ticks).toEqual([1, 2, 5, 10])
})

test('what cannot be placed lands on the edge and does not stretch the axis', () => {
  const scale = makeScale({ kind: 'log', values: [1, 100, 0, -3, NaN, Infinity], range: [200, 0], room: 5 })
  expect([scale.low, scale.high]).toEqual([1, 100])
  expect([3, 0, NaN, Infinity].map((value) => scale.holds(value))).toEqual([true, false, false, false])
  expect([scale.at(Infinity), scale.at(NaN), scale.at(0), scale.at(-3)]).toEqual([0, 0, 200, 200])
})

test('layers are named by whole numbers, from the first to the last', () => {
  const scale = makeScale({ kind: 'linear', values: [1, 30], range: [0, 290], room: 4, whole: true })
  expect(scale.ticks).toEqual([1, 10, 20, 30])
  expect([scale.at(1), scale.at(30)]).toEqual([0, 290])
})

test('a linear axis has round ticks', () => {
  expect(makeScale({ kind: 'linear', values: [0.13, 0.92], range: [0, 1], room: 5 }).ticks).toEqual([
    0, 0.2, 0.4, 0.6, 0.8, 1,
  ])
})

test('one value, or none, still makes an axis', () => {
  for (const values of [[5], [0], [], [NaN]])
    for (const kind of ['linear', 'log'] as const) {
      const scale = makeScale({ kind, values, range: [0, 100], room: 4 })
      expect(scale.high).toBeGreaterThan(scale.low)
      expect(Number.isFinite(scale.at(values[0] ?? 1))).toBe(true)
    }
})
