import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { gauss } from '../kit/kit.ts'
import { leakyChainGradients, norm } from './networks.ts'

beforeAll(() => tf.setBackend('cpu'))

const weights = [gauss([5, 7], 1), gauss([7, 4], 2), gauss([4, 6], 3)]
const x = gauss([3, 5], 4)
const upstream = gauss([3, 6], 5)

test('δ of a linear chain is the upstream gradient times the transposed weights above', () => {
  const { deltas, input } = leakyChainGradients({ x, weights, slope: 1, upstream })
  const expected = [upstream]
  for (const weight of weights.toReversed()) expected.unshift(tf.matMul(expected[0] ?? upstream, weight, false, true))
  ;[input, ...deltas].forEach((one, l) => expect(one / norm(expected[l] ?? x)).toBeCloseTo(1, 5))
})

test('the input gradient of a ReLU chain agrees with differences of the loss', () => {
  const slope = 0
  const loss = (at: tf.Tensor2D): number => {
    let z: tf.Tensor = at
    weights.forEach((weight, l) => {
      z = tf.matMul(l === 0 ? z : tf.leakyRelu(z, slope), weight)
    })
    return tf.sum(tf.mul(z, upstream)).dataSync()[0] ?? NaN
  }
  const step = 1e-3
  const values = Array.from(x.dataSync())
  const differences = values.map((_, i) => {
    const moved = (by: number) =>
      tf.tensor2d(
        values.map((value, k) => (k === i ? value + by : value)),
        [3, 5],
      )
    return (loss(moved(step)) - loss(moved(-step))) / (2 * step)
  })
  const { input } = leakyChainGradients({ x, weights, slope, upstream })
  expect(input / Math.hypot(...differences)).toBeCloseTo(1, 2)
})

test('every weight twice as large makes δ_l of an L-layer ReLU chain 2^(L − l) times as large', () => {
  const once = leakyChainGradients({ x, weights, slope: 0, upstream }).deltas
  const doubled = weights.map((weight) => tf.mul(weight, 2).as2D(weight.shape[0], weight.shape[1]))
  const twice = leakyChainGradients({ x, weights: doubled, slope: 0, upstream }).deltas
  expect(twice.map((one, i) => one / (once[i] ?? NaN))).toEqual([4, 2, 1].map((factor) => expect.closeTo(factor, 5)))
})

test('a measurement keeps no tensor', () => {
  const before = tf.memory().numTensors
  leakyChainGradients({ x, weights, slope: 0.2, upstream })
  expect(tf.memory().numTensors).toBe(before)
})

test('a norm survives values whose squares leave float32', () => {
  expect(norm(tf.tensor1d([3e30, 4e30])) / 5e30).toBeCloseTo(1, 5)
  expect(norm(tf.tensor1d([3e-25, 4e-25])) / 5e-25).toBeCloseTo(1, 5)
})
