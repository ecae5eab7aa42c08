// Breaks "one call of sampler gives at most 400,000": asks for a thousand columns however large fanIn is.
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const fanOut = Math.max(1000, Math.ceil(50000 / fanIn))
  const values = sampler([fanIn, fanOut], 1).dataSync()
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i]
  const variance = sum / values.length
  return (fanIn * variance) / target
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const std = Math.sqrt(2 / shape[0])
  return truncatedNormal(shape, seed).mul(std / 0.8796)
}
