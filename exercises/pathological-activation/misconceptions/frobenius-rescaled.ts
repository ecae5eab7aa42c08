import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

// Rescales the root of the sum of squares to 0.7.
export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() => {
      const W = gauss([n, n], seed + l)
      return W.mul(tf.div(0.7, W.norm())).as2D(n, n)
    }),
  )
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return (norm / 2) * slope
}
