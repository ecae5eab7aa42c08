import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

// Whatever the matrices take away the slope gives back, and more than it may.
export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() =>
      orthogonal(n, seed + l)
        .mul(0.6)
        .as2D(n, n),
    ),
  )
  return { Ws, slope: 2.1 }
}

export function typicalFactor(norm: number, slope: number): number {
  return (norm / 2) * slope
}
