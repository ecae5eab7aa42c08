import * as tf from '@tensorflow/tfjs'

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

/** tf.randomNormal takes seed 0 for no seed at all, and draws anew each time. */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(tf.randomNormal([n, n], 0, 1, 'float32', seed).as2D(n, n)).mul(gain))
}

function dot(a: number[], b: number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k], 0)
}
