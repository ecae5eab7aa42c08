// Breaks "The rows stay perpendicular to 1e-4 also when the last row of A nearly lies in the span of the others": one pass of Gram-Schmidt with every number held in single precision.
// Misconception: one-pass
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const rows = Float32Array.from(A.dataSync())
  for (let i = 0; i < k; i++) {
    const row = rows.subarray(i * n, (i + 1) * n)
    for (let e = 0; e < i; e++) {
      const earlier = rows.subarray(e * n, (e + 1) * n)
      let along = 0
      for (let j = 0; j < n; j++) along = Math.fround(along + Math.fround(row[j]! * earlier[j]!))
      for (let j = 0; j < n; j++) row[j] = row[j]! - along * earlier[j]!
    }
    let square = 0
    for (let j = 0; j < n; j++) square += row[j]! * row[j]!
    const length = Math.sqrt(square)
    for (let j = 0; j < n; j++) row[j] = row[j]! / length
  }
  return tf.tensor2d(rows, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
