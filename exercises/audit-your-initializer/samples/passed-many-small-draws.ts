import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

// Plain numbers: a hundred small matrices from a hundred seeds, their squares added up one by one.
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  let sum = 0
  let count = 0
  for (let seed = 0; seed < 100; seed++) {
    const drawn = sampler([fanIn, Math.ceil(500 / fanIn) + 1], seed)
    for (const value of drawn.dataSync()) {
      sum += value * value
      count += 1
    }
  }
  return ((sum / count) * fanIn) / target
}

// The truncated law by hand, each number drawn again until it lies inside.
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const next = normals(seed)
  const inside = (): number => {
    const value = next()
    return Math.abs(value) <= 2 ? value : inside()
  }
  const std = Math.sqrt(2 / shape[0]) / 0.8796
  return tf.tensor2d(
    Array.from({ length: shape[0] * shape[1] }, () => std * inside()),
    shape,
  )
}
