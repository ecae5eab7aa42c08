// Breaks "The rows stay perpendicular ... also when the last row of A nearly lies in the span of the others": adds 1e-7 of its diagonal to the Gram matrix before the Cholesky factor is taken, a hundred times the square of what that row has left.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync()
  const L: number[][] = []
  const Q: number[][] = []
  rows.forEach((row, i) => {
    const factor: number[] = []
    for (let j = 0; j < i; j++) {
      let sum = dot(row, rows[j]!)
      for (let p = 0; p < j; p++) sum -= factor[p]! * L[j]![p]!
      factor.push(sum / L[j]![j]!)
    }
    const own = dot(row, row) * (1 + 1e-7) - dot(factor, factor)
    factor.push(Math.sqrt(own))
    L.push(factor)
    Q.push(
      row.map((value, c) => {
        let rest = value
        for (let p = 0; p < i; p++) rest -= factor[p]! * Q[p]![c]!
        return rest / factor[i]!
      }),
    )
  })
  return tf.tensor2d(Q, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
