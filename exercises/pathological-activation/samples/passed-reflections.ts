// Householder reflections of a drawn direction.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) =>
    tf.tidy(() => {
      const v = gauss([n, 1], seed + 7 * l)
      const twice = tf.matMul(v, v, false, true).mul(2).div(v.square().sum())
      return tf.eye(n).sub(twice).mul(0.7) as tf.Tensor2D
    }),
  )
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return 0.5 * norm * slope
}
