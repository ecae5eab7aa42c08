import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { gauss } from '../kit/index.ts'
import { backwardProduct, forwardProduct } from './plain-products.ts'

const weights = gauss([5, 3], 2)
const plain = { shape: [5, 3], values: weights.dataSync() } as const

test('forwardProduct is matMul, for a matrix that is not square', () => {
  const h = gauss([4, 5], 1)
  const expected = tf.matMul(h, weights).dataSync()
  forwardProduct(h.dataSync(), plain).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5))
})

test('backwardProduct is matMul with the transpose', () => {
  const delta = gauss([4, 3], 3)
  const expected = tf.matMul(delta, weights, false, true).dataSync()
  backwardProduct(delta.dataSync(), plain).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? NaN, 5))
})
