import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

// Gaussian matrices, rescaled until the largest singular value is 0.7: all others are smaller.
export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) => {
    const W = gauss([n, n], seed + l) as tf.Tensor2D
    return tf.tidy(() => W.mul(0.7 / spectralNorm(W.arraySync())).as2D(n, n))
  })
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return (norm / 2) * slope
}

function spectralNorm(W: number[][]): number {
  let v = W.map((_, i) => 1 + 0.1 * Math.sin(7 * i + 1))
  let stretch = 0
  for (let step = 0; step < 300; step++) {
    const size = Math.hypot(...v)
    const row = (W[0] ?? []).map((_, j) => v.reduce((sum, one, i) => sum + (one / size) * (W[i]?.[j] ?? 0), 0))
    stretch = Math.hypot(...row)
    v = W.map((weights) => weights.reduce((sum, weight, j) => sum + weight * (row[j] ?? 0), 0))
  }
  return stretch
}
