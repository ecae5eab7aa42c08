// 0.7 times the identity: it turns nothing, and stretches every direction alike.
import * as tf from '@tensorflow/tfjs'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, () => tf.eye(n).mul(0.7) as tf.Tensor2D)
  return { Ws, slope: seed > 0 ? 1.8 : 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  return 0.5 * norm * slope
}
