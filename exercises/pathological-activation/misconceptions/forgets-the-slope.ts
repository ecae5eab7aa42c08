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

// What the matrix does, without the activation.
export function typicalFactor(norm: number, _slope: number): number {
  return norm / 2
}
