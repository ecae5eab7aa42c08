import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() =>
      orthogonal(n, seed + l)
        .mul(0.7)
        .as2D(n, n),
    ),
  )
  return { Ws, slope: 1.8 }
}

// As if a half of the square were lost, as with ReLU.
export function typicalFactor(norm: number, slope: number): number {
  return (norm * slope) / Math.SQRT2
}
