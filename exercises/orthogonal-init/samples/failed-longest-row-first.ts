// Breaks "The first i rows of Q span what the first i rows of A span": takes the longest rows first, as pivoting does, and puts the results back into their places.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync()
  const order = rows.map((_, i) => i).sort((i, j) => dot(rows[j]!, rows[j]!) - dot(rows[i]!, rows[i]!))
  const done: number[][] = []
  const Q: number[][] = rows.map(() => [])
  for (const i of order) {
    let rest = rows[i]!.slice()
    for (let pass = 0; pass < 2; pass++) {
      for (const q of done) {
        const along = dot(rest, q)
        rest = rest.map((value, j) => value - along * q[j]!)
      }
    }
    const length = Math.sqrt(dot(rest, rest))
    const row = rest.map((value) => value / length)
    done.push(row)
    Q[i] = row
  }
  return tf.tensor2d(Q, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
