// renormalises columns
// Misconception: renormalises
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const variance = tf.tidy(
    () =>
      sampler([fanIn, Math.ceil(60_000 / fanIn)], 1)
        .square()
        .mean()
        .dataSync()[0] ?? NaN,
  )
  return (fanIn * variance) / target
}

// Each column is brought to the promised variance: matrices still differ, columns no longer do.
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => {
    const drawn = truncatedNormal(shape, seed)
    const byColumn = drawn.square().mean(0, true).sqrt()
    return drawn
      .div(byColumn)
      .mul(Math.sqrt(2 / shape[0]))
      .as2D(shape[0], shape[1])
  })
}
