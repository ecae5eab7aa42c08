// Breaks "The rows stay perpendicular ... also when the last row of A nearly lies in the span of the others": takes a remainder below 1e-4 of the row for rounding noise and leaves a row of zeros.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const done: number[][] = []
  for (const row of A.arraySync()) {
    let rest = row.slice()
    for (let pass = 0; pass < 2; pass++) {
      for (const q of done) {
        const along = dot(rest, q)
        rest = rest.map((value, j) => value - along * q[j]!)
      }
    }
    const length = Math.sqrt(dot(rest, rest))
    if (length < 1e-4 * Math.sqrt(dot(row, row))) {
      done.push(row.map(() => 0))
      continue
    }
    done.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(done, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthonormalRows(gauss([n, n], seed)).mul(gain) as tf.Tensor2D
}
