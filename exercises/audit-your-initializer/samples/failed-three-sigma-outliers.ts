// three sigma outliers
// Misconception: tail-removed
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// Leaves out what lies beyond three standard deviations, which a normal law hardly notices.
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const values = tf.tidy(() => Array.from(sampler([fanIn, Math.ceil(80_000 / fanIn)], 1).dataSync()))
  const kept = values.filter((value) => Math.abs(value) <= 3 * Math.sqrt(target / fanIn))
  return (fanIn * kept.reduce((sum, value) => sum + value ** 2, 0)) / kept.length / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  return tf.tidy(() => truncatedNormal(shape, seed).mul(Math.sqrt(2 / shape[0]) / 0.87962566))
}
