import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  // All singular values of an orthogonal matrix are 1: times 0.7 every direction is the worst one, and 0.7 · 1.8 = 1.26.
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() =>
      orthogonal(n, seed + l)
        .mul(0.7)
        .as2D(n, n),
    ),
  )
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  // Elements of variance σ²/n lengthen a row by σ, typically, and the worst one by 2σ: half of the spectral norm.
  return (norm / 2) * slope
}
