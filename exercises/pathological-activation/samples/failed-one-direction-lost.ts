// Breaks “from any direction”: the last row is set to zero.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() => {
      const keep = tf.tensor2d([Array.from({ length: n }, (_, j) => (j < n - 1 ? 0.7 : 0.35))])
      return orthogonal(n, seed + l).mul(keep) as tf.Tensor2D
    }),
  )
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return 0.5 * norm * slope
}
