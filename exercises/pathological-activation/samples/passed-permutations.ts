// Cyclic shifts with signs: they move elements, and change no length.
import * as tf from '@tensorflow/tfjs'

interface Network {
  Ws: tf.Tensor2D[]
  slope: number
}

export function buildCounterexample(n: number, L: number, seed: number): Network {
  const Ws = Array.from({ length: L }, (_, l) => {
    const rows = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j === (i + l + (seed % n)) % n ? ((i + l) % 2 === 0 ? 0.7 : -0.7) : 0)),
    )
    return tf.tensor2d(rows)
  })
  return { Ws, slope: 1.8 }
}

export function typicalFactor(norm: number, slope: number): number {
  // σ₁ is 2σ for a wide square Gaussian matrix, and a random row gets σ.
  const sigma = norm / 2
  return sigma * slope
}
