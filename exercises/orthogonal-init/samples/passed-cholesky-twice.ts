// Right: the inverse Cholesky factor of the Gram matrix times A in double precision, run twice so that what the first run lost is made good.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

function choleskyRows(rows: number[][]): number[][] {
  const k = rows.length
  const L: number[][] = []
  const Q: number[][] = []
  for (let i = 0; i < k; i++) {
    const factor: number[] = []
    for (let j = 0; j <= i; j++) {
      let sum = 0
      rows[i]!.forEach((value, c) => (sum += value * rows[j]![c]!))
      for (let p = 0; p < j; p++) sum -= factor[p]! * (j === i ? factor[p]! : L[j]![p]!)
      factor.push(j === i ? Math.sqrt(sum) : sum / L[j]![j]!)
    }
    L.push(factor)
    // Forward substitution: L Q = A, row by row.
    Q.push(
      rows[i]!.map((value, c) => {
        let rest = value
        for (let p = 0; p < i; p++) rest -= factor[p]! * Q[p]![c]!
        return rest / factor[i]!
      }),
    )
  }
  return Q
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const unit = A.arraySync().map((row) => {
    const length = Math.hypot(...row)
    return row.map((value) => value / length)
  })
  return tf.tensor2d(choleskyRows(choleskyRows(unit)), A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthonormalRows(gauss([n, n], seed)).mul(gain) as tf.Tensor2D
}
