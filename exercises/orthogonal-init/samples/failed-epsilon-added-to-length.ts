// Breaks "The rows of Q have length 1": divides by length + 1e-6, which a nearly dependent last row, whose remainder is short, feels by some per cent.
import * as tf from '@tensorflow/tfjs'
import { orthogonal } from 'kit'

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
    const length = Math.sqrt(dot(rest, rest)) + 1e-6
    done.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(done, A.shape)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthogonal(n, seed).mul(gain) as tf.Tensor2D
}
