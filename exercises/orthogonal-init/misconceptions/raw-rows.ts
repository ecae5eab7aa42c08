import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

/** The projections are taken on the rows of A, which are not perpendicular themselves. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync() as number[][]
  const Q = rows.map((row, i) => {
    const rest = [...row]
    for (const earlier of rows.slice(0, i)) {
      const share = dot(row, earlier) / dot(earlier, earlier)
      earlier.forEach((value, k) => (rest[k] -= share * value))
    }
    const length = Math.sqrt(dot(rest, rest))
    return rest.map((value) => value / length)
  })
  return tf.tensor2d(Q, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthogonal(n, seed).mul(gain))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
