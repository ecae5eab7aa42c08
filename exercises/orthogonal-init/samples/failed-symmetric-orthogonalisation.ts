// Breaks "The first i rows of Q span what the first i rows of A span": returns the nearest matrix with orthonormal rows (the polar factor), which bends all rows alike.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  let X = A.arraySync()
  const total = Math.sqrt(X.flat().reduce((sum, value) => sum + value * value, 0))
  X = X.map((row) => row.map((value) => value / total))
  for (let step = 0; step < 80; step++) {
    const gram = X.map((p) => X.map((q) => p.reduce((sum, value, j) => sum + value * q[j]!, 0)))
    const next = X.map((row, i) => {
      const out = row.map((value) => 1.5 * value)
      for (let e = 0; e < k; e++) {
        const share = 0.5 * gram[i]![e]!
        const other = X[e]!
        for (let j = 0; j < n; j++) out[j] = out[j]! - share * other[j]!
      }
      return out
    })
    X = next
  }
  return tf.tensor2d(X, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
