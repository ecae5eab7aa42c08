// Breaks "for n >= 16 no element of Q exceeds 0.99 in size": only the last n - 1 directions are turned, the first one passes as it is.
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
  const inner = n > 1 ? orthonormalRows(gauss([n - 1, n - 1], seed)).arraySync() : []
  const first = Array.from({ length: n }, (_, j) => (j === 0 ? 1 : 0))
  const Q = [first, ...inner.map((row) => [0, ...row])]
  return tf.tensor2d(
    Q.map((row) => row.map((value) => value * gain)),
    [n, n],
  )
}
