// Draws a place in [-2, 2] and keeps it with the height of the bell there; sums the squares pairwise by recursion.
import * as tf from '@tensorflow/tfjs'
import { uniforms } from 'kit'

type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

function pairwise(values: ArrayLike<number>, from: number, to: number): number {
  if (to - from <= 64) {
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i] ** 2
    return sum
  }
  const middle = (from + to) >> 1
  return pairwise(values, from, middle) + pairwise(values, middle, to)
}

export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  const columns = Math.max(1, Math.floor(400000 / fanIn))
  const draw = (seed: number): number => {
    const values = sampler([fanIn, columns], seed).dataSync()
    return pairwise(values, 0, values.length) / values.length
  }
  const meanSquare = (draw(101) + draw(202)) / 2
  return meanSquare / (target / fanIn)
}

export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  const [fanIn, fanOut] = shape
  const next = uniforms(seed)
  const varianceAfterCut = 0.773741
  const bellStd = Math.sqrt(2 / fanIn / varianceAfterCut)
  const one = (): number => {
    for (;;) {
      const x = 4 * next() - 2
      if (next() < Math.exp((-x * x) / 2)) return x * bellStd
    }
  }
  const rows: number[][] = []
  for (let i = 0; i < fanIn; i++) {
    const row: number[] = []
    for (let j = 0; j < fanOut; j++) row.push(one())
    rows.push(row)
  }
  return tf.tensor2d(rows, [fanIn, fanOut])
}
