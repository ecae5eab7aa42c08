import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Gram–Schmidt as the textbook writes it, once, in float32: right on most matrices. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const rows: tf.Tensor1D[] = []
    for (const row of tf.unstack(A) as tf.Tensor1D[]) {
      let rest = row
      for (const earlier of rows) rest = rest.sub(earlier.mul(row.mul(earlier).sum()))
      rows.push(rest.div(rest.square().sum().sqrt()))
    }
    return tf.stack(rows) as tf.Tensor2D
  })
}

/** Here in float64 and twice, where thirty layers would have shown it. */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => precisely(gauss([n, n], seed)).mul(gain))
}

function precisely(A: tf.Tensor2D): tf.Tensor2D {
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

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
