import { expect, test } from 'vitest'
import { decadeScale, fitScale, makeScale } from './scale.ts'

const fit = (request: Partial<Parameters<typeof fitScale>[0]>) =>
  fitScale({ kind: 'linear', values: [], room: 5, text: String, ...request })
const valuesOf = ({ ticks }: ReturnType<typeof fitScale>) => ticks.map(({ value }) => value)
const textsOf = ({ ticks }: ReturnType<typeof fitScale>) => ticks.map(({ text }) => text)

test('a log axis ends at whole decades and names few of them', () => {
  const scale = fit({ kind: 'log', values: [3e-9, 0.2, 8], room: 6 })
  expect([scale.low, scale.high]).toEqual([1e-9, 10])
  expect(valuesOf(scale)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1])
  expect(textsOf(scale)).toEqual(['1e-8', '1e-6', '1e-4', '1e-2', '1e0'])
  expect([scale.share(1e-9), scale.share(10)]).toEqual([0, 1])
  expect(scale.share(1e-4)).toBeCloseTo(0.5, 6)
})

test('a narrow log axis has ticks inside its decade', () => {
  const scale = fit({ kind: 'log', values: [2, 7] })
  expect(valuesOf(scale)).toEqual([1, 2, 5, 10])
  expect(textsOf(scale)).toEqual(['1', '2', '5', '10'])
})

test('what cannot be placed lands on the edge and does not stretch the axis', () => {
  const scale = fit({ kind: 'log', values: [1, 100, 0, -3, NaN, Infinity] })
  expect([scale.low, scale.high]).toEqual([1, 100])
  expect([3, 0, NaN, Infinity].map((value) => scale.holds(value))).toEqual([true, false, false, false])
  expect([Infinity, NaN, 0, -3].map((value) => scale.share(value))).toEqual([1, 1, 0, 0])
  expect([Infinity, NaN, -Infinity].map((value) => fit({ values: [0, 1] }).share(value))).toEqual([1, 1, 0])
})

test('layers are named by whole numbers, from the first to the last', () => {
  const scale = fit({ values: [1, 30], room: 4, whole: true })
  expect(valuesOf(scale)).toEqual([1, 10, 20, 30])
  expect([scale.share(1), scale.share(30)]).toEqual([0, 1])
})

test('a linear axis has round ticks', () => {
  expect(valuesOf(fit({ values: [0.13, 0.92] }))).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
})

test('one value, or none, still makes an axis', () => {
  for (const values of [[5], [0], [], [NaN]])
    for (const kind of ['linear', 'log'] as const) {
      const scale = fit({ kind, values })
      expect(scale.high).toBeGreaterThan(scale.low)
      expect(Number.isFinite(scale.share(values[0] ?? 1))).toBe(true)
    }
})

test('an axis of decades names whole ones at its step, whatever its ends', () => {
  const scale = decadeScale(-4.6, 5.5, 2)
  expect(textsOf(scale)).toEqual(['10⁻⁴', '10⁻²', '1', '10²', '10⁴'])
  expect(scale.share(10 ** 0.45)).toBeCloseTo(0.5, 9)
  expect(decadeScale(-45, 3, 15).share(1e-45)).toBeCloseTo(0, 9)
})

test('an axis with given ends takes its ticks as they are and writes a minus', () => {
  expect(textsOf(makeScale('linear', [-1.5, 2.5], [-1, 0, 1, 2]))).toEqual(['−1', '0', '1', '2'])
  expect(makeScale('linear', [3, 3]).share(3)).toBe(0.5)
})

test('what lies far beyond an axis is kept near it', () => {
  const scale = decadeScale(-2, 0)
  expect([scale.share(1e30), scale.share(1e-30)]).toEqual([2, -1])
})

test('a share leads back to its value, and one outside to an end', () => {
  const scale = makeScale('linear', [0.5, 4])
  expect([0, 0.5, 1, 1.7, -3].map((share) => scale.valueAt(share))).toEqual([0.5, 2.25, 4, 4, 0.5])
})
