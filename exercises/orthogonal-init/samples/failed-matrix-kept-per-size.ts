// Breaks "Other seeds give matrices that have nothing to do with each other": keeps the first matrix of each size and returns it for every later seed.
// Misconception: one-seed
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

const known = new Map<number, Float32Array>()

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  let values = known.get(n)
  if (values === undefined) {
    values = Float32Array.from(orthonormalRows(gauss([n, n], seed)).dataSync())
    known.set(n, values)
  }
  return tf.tensor2d(values, [n, n]).mul(gain) as tf.Tensor2D
}
