import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { gauss, probeDeltas } from '../kit/kit.ts'
import { norm } from './networks.ts'
import { tanhChainGradients } from './tanh-chain.ts'

beforeAll(() => tf.setBackend('cpu'))

const widths = [5, 7, 4, 6]
const weights = [gauss([5, 7], 1), gauss([7, 4], 2), gauss([4, 6], 3)]
const biases = [gauss([7], 6), gauss([4], 7), gauss([6], 8)]
const x = gauss([3, 5], 4)
const upstream = gauss([3, 6], 5)

test('every ‖δ_l‖ and ‖∂L/∂x‖ are those that tfjs differentiates', () => {
  const chain = (input: tf.Tensor, probes: tf.Tensor[]): tf.Scalar => {
    let z = input
    weights.forEach((weight, l) => {
      z = tf.addN([
        tf.matMul(l === 0 ? z : tf.tanh(z), weight),
        tf.broadcastTo(biases[l] ?? z, [3, widths[l + 1] ?? 0]),
        probes[l] ?? z,
      ])
    })
    return tf.sum(tf.mul(z, upstream))
  }
  const shapes = widths.slice(1).map((width) => [3, width])
  const expected = probeDeltas(shapes, (probes) => chain(x, probes)).map(norm)
  const input = norm(
    tf.grad((at) =>
      chain(
        at,
        shapes.map((shape) => tf.zeros(shape)),
      ),
    )(x),
  )
  const measured = tanhChainGradients({ x, weights, biases, upstream })
  ;[input, ...expected].forEach((one, l) => {
    expect([measured.input, ...measured.deltas][l] ?? NaN).toBeCloseTo(one, 4)
  })
})

test('a measurement keeps no tensor, and a missing bias is an error', () => {
  const before = tf.memory().numTensors
  tanhChainGradients({ x, weights, biases, upstream })
  expect(tf.memory().numTensors).toBe(before)
  expect(() => tanhChainGradients({ x, weights, biases: biases.slice(1), upstream })).toThrow('3 weights and 2 biases')
})
