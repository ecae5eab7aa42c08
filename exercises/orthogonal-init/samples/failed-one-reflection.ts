// Breaks "nothing to do with each other, nor with the identity": returns a single random reflection, whose trace is n - 2.
// Misconception: one-reflection
import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

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
    done.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(done, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  const next = normals(seed)
  const v = Array.from({ length: n }, () => next())
  const square = dot(v, v)
  const Q = v.map((p, i) => v.map((q, j) => gain * ((i === j ? 1 : 0) - (2 * p * q) / square)))
  return tf.tensor2d(Q, [n, n])
}
