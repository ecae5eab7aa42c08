import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// The sampler is asked for [fanOut, fanIn], as other libraries store weights: it takes the wrong count for its inputs.
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const variance = tf.tidy(() => sampler([1000, fanIn], 1).square().mean().dataSync()[0] ?? NaN)
  return (fanIn * variance) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / shape[0]) / 0.87962566))
}
