import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

// The slope is in the matrix already: its norm is 1.26.
export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() =>
      orthogonal(n, seed + l)
        .mul(0.7 * 1.8)
        .as2D(n, n),
    ),
  )
  return { Ws, slope: 1 }
}

export function typicalFactor(norm: number, slope: number): number {
  return (norm / 2) * slope
}
