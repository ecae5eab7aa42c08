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

/** The largest singular value of each matrix is the gain: what else could the chain do but multiply by it? */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => {
    const W = gauss([n, n], seed)
    return W.mul(gain / largestSingularValue(W.arraySync() as number[][]))
  })
}

/** Power iteration on WᵀW. */
function largestSingularValue(W: number[][]): number {
  let v = W.map(() => 1 / Math.sqrt(W.length))
  let square = 0
  for (let step = 0; step < 300; step++) {
    const out = W.map((row) => dot(row, v))
    const back = v.map((_, k) => W.reduce((sum, row, i) => sum + row[k] * out[i], 0))
    square = Math.sqrt(dot(back, back))
    v = back.map((value) => value / square)
  }
  return Math.sqrt(square)
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
