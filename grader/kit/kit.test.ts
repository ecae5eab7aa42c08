import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { kitExports } from './exports.ts'
import * as kit from './index.ts'

test('the compiler knows exactly the names that the kit exports', () => {
  expect([...kitExports].toSorted()).toEqual(Object.keys(kit).toSorted())
})

test('gauss gives the same numbers for the same seed, others for another, and seed 0 is a seed', () => {
  const values = (seed: number) => [...kit.gauss([4, 3], seed).dataSync()]
  expect(values(5)).toEqual(values(5))
  expect(values(5)).not.toEqual(values(6))
  expect(values(0)).toEqual(values(0))
})

test('gauss has mean 0, variance 1 and no skew to five standard errors', () => {
  const n = 40_000
  const values = [...kit.gauss([n], 11).dataSync()]
  const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / n
  expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n))
  expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n))
  expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n))
})

test('orthogonal returns QᵀQ = I to 1e-5 in the Frobenius norm', () => {
  const q = kit.orthogonal(64, 3)
  const error = tf.norm(tf.sub(tf.matMul(q, q, true, false), tf.eye(64))).dataSync()[0]
  expect(error).toBeLessThan(1e-5)
})

test('globalNorm holds where squares overflow and where they vanish', () => {
  expect(kit.globalNorm([tf.tensor([3e30, 0]), tf.tensor([[4e30]])])).toBeCloseTo(5e30, -25)
  expect(kit.globalNorm([tf.tensor([3e-25, 4e-25])]) / 5e-25).toBeCloseTo(1, 5)
  expect(kit.globalNorm([tf.zeros([3])])).toBe(0)
})

test('probeDeltas equals the derivative by pre-activation, worked by hand', () => {
  // L = Σ relu(x·w + e): ∂L/∂e is 1 where the pre-activation is positive and 0 elsewhere.
  const x = tf.tensor2d([[1, -2]])
  const w = tf.tensor2d([
    [1, -1],
    [1, -1],
  ])
  const [delta] = kit.probeDeltas([[1, 2]], ([e]) =>
    e === undefined ? tf.scalar(0) : tf.sum(tf.relu(tf.add(tf.matMul(x, w), e))),
  )
  expect([...(delta?.dataSync() ?? [])]).toEqual([0, 1])
})
