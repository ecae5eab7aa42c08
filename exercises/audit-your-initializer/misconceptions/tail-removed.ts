import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// Throws away "outliers" beyond two standard deviations before it measures.
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const values = tf.tidy(() => Array.from(sampler([fanIn, Math.ceil(80_000 / fanIn)], 1).dataSync()))
  const limit = 2 * Math.sqrt(target / fanIn)
  const kept = values.filter((value) => Math.abs(value) <= limit)
  return (fanIn * kept.reduce((sum, value) => sum + value ** 2, 0)) / kept.length / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / shape[0]) / 0.87962566))
}
