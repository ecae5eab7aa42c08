import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { truncatedMoment } from '../judge/truncated-normal.ts'
import { truncatedNormal } from './index.ts'

const FAN_IN = 400
const FAN_OUT = 100
const COUNT = FAN_IN * FAN_OUT

beforeAll(async () => {
  await tf.setBackend('cpu')
})

// Another generator draws the numbers, so it is the laws that are held against each other.
describe.each([
  { name: 'heNormal', variance: 2 / FAN_IN, layer: tf.initializers.heNormal({ seed: 7 }) },
  { name: 'glorotNormal', variance: 2 / (FAN_IN + FAN_OUT), layer: tf.initializers.glorotNormal({ seed: 8 }) },
  { name: 'leCunNormal', variance: 1 / FAN_IN, layer: tf.initializers.leCunNormal({ seed: 9 }) },
])('truncatedNormal, scaled by the nominal standard deviation, against $name of tfjs-layers', ({ variance, layer }) => {
  const theirs = sorted(layer.apply([FAN_IN, FAN_OUT]), Math.sqrt(variance))
  const ours = sorted(truncatedNormal([FAN_IN, FAN_OUT], 3))

  test('both have 0.7737 of the nominal variance, to five standard errors', () => {
    const expected = truncatedMoment(2, 2)
    const error = Math.sqrt((truncatedMoment(2, 4) - expected ** 2) / COUNT)
    for (const values of [theirs, ours]) expect(Math.abs(meanSquare(values) - expected)).toBeLessThan(5 * error)
  })

  test('both end at two standard deviations, and reach that far', () => {
    for (const values of [theirs, ours]) {
      for (const end of [-(values[0] ?? NaN), values.at(-1) ?? NaN]) {
        expect(end).toBeLessThan(2.000001)
        expect(end).toBeGreaterThan(1.99)
      }
    }
  })

  test('their distributions lie within what chance explains (Kolmogorov and Smirnov, one in a million)', () => {
    expect(largestGap(ours, theirs)).toBeLessThan(2.7 * Math.sqrt(2 / COUNT))
  })
})

test('the uniform initialisers of tfjs-layers keep their nominal variance', () => {
  const values = sorted(tf.initializers.heUniform({ seed: 5 }).apply([FAN_IN, FAN_OUT]), Math.sqrt(2 / FAN_IN))
  // The standard error of a uniform law's mean square: κ − 1 = 0.8.
  expect(Math.abs(meanSquare(values) - 1)).toBeLessThan(5 * Math.sqrt(0.8 / COUNT))
})

test('truncatedNormal gives the same numbers for the same seed, others for another, and seed 0 is a seed', () => {
  const values = (seed: number) => [...truncatedNormal([4, 3], seed).dataSync()]
  expect(values(5)).toEqual(values(5))
  expect(values(5)).not.toEqual(values(6))
  expect(values(0)).toEqual(values(0))
})

function sorted(tensor: tf.Tensor, std = 1): number[] {
  return Array.from(tensor.dataSync(), (value) => value / std).toSorted((a, b) => a - b)
}

const meanSquare = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value ** 2, 0) / values.length

/** Largest difference between the shares of values up to x, over all x. */
function largestGap(a: readonly number[], b: readonly number[]): number {
  let gap = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if ((a[i] ?? NaN) <= (b[j] ?? NaN)) i++
    else j++
    gap = Math.max(gap, Math.abs(i / a.length - j / b.length))
  }
  return gap
}
