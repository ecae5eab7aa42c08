// Breaks "cut at two of its own standard deviations, drawn again beyond": moves what lies beyond onto the cut, with the variance 0.9205 of that law corrected.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const fanOut = Math.max(1, Math.floor(300000 / fanIn))
  const values = sampler([fanIn, fanOut], 1).dataSync()
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i]
  const variance = sum / values.length
  return (fanIn * variance) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const std = Math.sqrt(2 / shape[0])
  return gauss(shape, seed)
    .clipByValue(-2, 2)
    .mul(std / Math.sqrt(0.9205))
}
