// Breaks "The same seed gives the same matrix": takes 0 for no seed.
// Misconception: seed-zero
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
    done.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(done, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  const Q = orthonormalRows(gauss([n, n], seed || Math.floor(Math.random() * 1e9)))
  return Q.mul(gain) as tf.Tensor2D
}
