import * as tf from '@tensorflow/tfjs'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

// Of rank one: it stretches a single direction by 0.7, the same in each layer, and sends all others to zero.
export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, () =>
    tf.tidy(() => {
      const direction = tf.ones([n, 1]).div(Math.sqrt(n))
      return direction.matMul(direction, false, true).mul(0.7).as2D(n, n)
    }),
  )
  return { Ws, slope: 1.8 + 0 * seed }
}

export function typicalFactor(norm: number, slope: number): number {
  return (norm / 2) * slope
}
