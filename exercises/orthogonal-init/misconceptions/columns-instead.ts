import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Makes the columns perpendicular: right for a square matrix, impossible for one with more columns than rows. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const columns = A.transpose().arraySync() as number[][]
  columns.forEach((column, i) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of columns.slice(0, i)) {
        const projection = dot(column, earlier)
        earlier.forEach((value, k) => (column[k] -= projection * value))
      }
    }
    const length = Math.sqrt(dot(column, column))
    column.forEach((value, k) => (column[k] = value / length))
  })
  return tf.tidy(() => tf.tensor2d(columns, [A.shape[1], A.shape[0]]).transpose())
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(gauss([n, n], seed)).mul(gain))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
