import { expect, test } from 'vitest'
import type { Plot } from '../../grader/judge/verdict.ts'
import { bandAt, readPlot, tableOf } from './reading.ts'

const layers: Plot = {
  id: 'deltas',
  x: 'layer',
  y: 'delta-norm',
  xScale: 'linear',
  yScale: 'log',
  series: [
    { role: 'mine', points: [[1, 1e-6], [2, 1e-3], [3, 0.9], [4, 1]] }, // prettier-ignore
    { role: 'reference', points: [[1, 1], [2, 1], [3, 1], [4, 1]] }, // prettier-ignore
  ],
  band: [1, 2, 3, 4].map((x) => [x, 0.5, 2]),
}

test('a gradient leaves the band at the layer nearest to the loss', () => {
  expect(readPlot(layers).departure).toEqual({ x: 2, y: 1e-3, low: 0.5, high: 2 })
})

test('a quantity that travels forward leaves it at the first x', () => {
  expect(readPlot({ ...layers, y: 'second-moment' }).departure?.x).toBe(1)
})

test('a line within the band does not leave it', () => {
  const inside: Plot = { ...layers, series: [{ role: 'mine', points: [[1, 0.5], [4, 2]] }] } // prettier-ignore
  expect(readPlot(inside).departure).toBeNull()
})

test('NaN leaves the band, and is named', () => {
  const broken: Plot = { ...layers, series: [{ role: 'mine', points: [[3, 'NaN'], [4, 1]] }] } // prettier-ignore
  const reading = readPlot(broken)
  expect(reading.departure?.x).toBe(3)
  expect(reading.notFinite).toEqual({ x: 3, y: NaN })
})

test('between its corners the band follows the scale of the chart', () => {
  const band = [
    { x: 0, low: 1, high: 1 },
    { x: 2, low: 100, high: 100 },
  ]
  expect(bandAt(band, 1, true)?.low).toBeCloseTo(10)
  expect(bandAt(band, 1, false)?.low).toBeCloseTo(50.5)
  expect(bandAt(band, 3, true)).toBeNull()
})

test('the table has a row for every x, and gaps where a series has none', () => {
  const rows = tableOf(
    readPlot({ ...layers, band: [], series: [...layers.series, { role: 'baseline', points: [[9, 'Infinity']] }] }),
  )
  expect(rows.map(({ x }) => x)).toEqual([1, 2, 3, 4, 9])
  expect(rows.at(-1)).toEqual({ x: 9, mine: null, reference: null, baseline: Infinity, low: null, high: null })
})

test('a cloud keeps points that share an x, one row each', () => {
  const cloud = readPlot({
    ...layers,
    marks: 'points',
    band: [],
    series: [
      {
        role: 'mine',
        points: [
          [1, 2],
          [1, -2],
        ],
      },
      { role: 'reference', points: [[1, 2]] },
    ],
  })
  expect(tableOf(cloud).map(({ x, mine, reference }) => [x, mine, reference])).toEqual([
    [1, 2, null],
    [1, -2, null],
    [1, null, 2],
  ])
})
