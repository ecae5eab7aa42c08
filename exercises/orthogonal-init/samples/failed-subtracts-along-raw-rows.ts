// Breaks "The rows of Q ... are perpendicular": takes away the projections on the earlier rows of A themselves, which is right for two rows only.
// Misconception: raw-rows
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync()
  const Q = rows.map((row, i) => {
    let rest = row.slice()
    for (const earlier of rows.slice(0, i)) {
      const along = dot(row, earlier) / dot(earlier, earlier)
      rest = rest.map((value, j) => value - along * earlier[j]!)
    }
    const length = Math.sqrt(dot(rest, rest))
    return rest.map((value) => value / length)
  })
  return tf.tensor2d(Q, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
