// Right: recursion, the upper half of the rows is made orthonormal first, the lower half is cleaned of it twice and then treated likewise.
import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

function clean(rows: number[][], basis: number[][]): number[][] {
  return rows.map((row) =>
    basis.reduce((rest, q) => {
      const along = dot(rest, q)
      return rest.map((value, j) => value - along * q[j]!)
    }, row),
  )
}

function orthonormal(rows: number[][]): number[][] {
  const first = rows[0]
  if (first === undefined) return []
  if (rows.length === 1) {
    const length = Math.sqrt(dot(first, first))
    return [first.map((value) => value / length)]
  }
  const half = rows.length >> 1
  const upper = orthonormal(rows.slice(0, half))
  const lower = orthonormal(clean(clean(rows.slice(half), upper), upper))
  // One more cleaning, for a row that nearly vanished in the lower half.
  return [
    ...upper,
    ...clean(lower, upper).map((row) => {
      const length = Math.sqrt(dot(row, row))
      return row.map((value) => value / length)
    }),
  ]
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  return tf.tensor2d(orthonormal(A.arraySync()), A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  const Q = orthonormal(truncatedNormal([n, n], seed).arraySync())
  return tf.tensor2d(
    Q.map((row) => row.map((value) => value * gain)),
    [n, n],
  )
}
