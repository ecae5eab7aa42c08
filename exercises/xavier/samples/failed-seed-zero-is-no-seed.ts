// Breaks "0 is a seed like any other": takes a seed that is not truthy for a wish for chance.
// Misconception: seed-zero
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

export const xavierStd = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

export const xavierLimit = (fanIn: number, fanOut: number): number => Math.sqrt(6 / (fanIn + fanOut))

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const next = uniforms(seed || Math.floor(Math.random() * 2 ** 31))
  const r = xavierLimit(...shape)
  const values = Float32Array.from({ length: shape[0] * shape[1] }, () => (2 * next() - 1) * r)
  return tf.tensor2d(values, shape)
}
