import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

// Limits first, the standard deviation from them; a uniform law, filled in by hand.
export const xavierLimit = (fanIn: number, fanOut: number): number => (6 / (fanIn + fanOut)) ** 0.5

export const xavierStd = (fanIn: number, fanOut: number): number => xavierLimit(fanIn, fanOut) / 3 ** 0.5

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const [rows, columns] = shape
  const next = uniforms(seed)
  const limit = xavierLimit(rows, columns)
  return tf.tensor2d(
    Array.from({ length: rows }, () => Array.from({ length: columns }, () => (2 * next() - 1) * limit)),
    shape,
  )
}
