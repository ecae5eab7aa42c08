import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync() as number[][]
  rows.forEach((row, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of rows.slice(0, i)) {
        const projection = dot(row, earlier)
        earlier.forEach((value, k) => (row[k] -= projection * value))
      }
    }
    const length = Math.sqrt(dot(row, row))
    row.forEach((value, k) => (row[k] = value / length))
  })
  return tf.tensor2d(rows, A.shape)
}

/** Variance gain²/n: the length of a vector is kept on average, so why take the trouble? */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => gauss([n, n], seed).mul(gain / Math.sqrt(n)))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
