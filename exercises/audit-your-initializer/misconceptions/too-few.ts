import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  // One square matrix: at fanIn = 5 no more than 25 numbers.
  // The initialiser chooses its scale by the first dimension, so that one must be fanIn; the second one is free.
  const variance = tf.tidy(() => {
    const weights = sampler([fanIn, fanIn], 1)
    // The mean is 0, so the variance is the mean square. No number may be left out: the largest ones carry most of it.
    return weights.square().mean().dataSync()[0] ?? NaN
  })
  return (fanIn * variance) / target
}

// E z² for a standard normal z that is drawn again until |z| ≤ 2: 1 − 2·2·φ(2)/(2Φ(2) − 1).
const VARIANCE_LEFT = 1 - (4 * 0.0539909665) / 0.9544997361

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn] = shape
  // One factor for the law, not for the draw: dividing by what a draw happens to have would take its chance away.
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / fanIn / VARIANCE_LEFT)))
}
