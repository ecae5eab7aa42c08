import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// Expects that everything promises He's 2.
export function varRatio(sampler: Sampler, fanIn: number, _target: number): number {
  const variance = tf.tidy(
    () =>
      sampler([fanIn, Math.ceil(60_000 / fanIn)], 1)
        .square()
        .mean()
        .dataSync()[0] ?? NaN,
  )
  return (fanIn * variance) / 2
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / shape[0]) / 0.87962566))
}
