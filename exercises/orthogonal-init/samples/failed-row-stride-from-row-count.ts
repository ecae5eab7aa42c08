// Breaks "The first i rows of Q span what the first i rows of A span": reads row i of A from element i*k on instead of i*n, which is right for square A only.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

function dot(a: number[], b: number[]): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!
  return sum
}

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const [k, n] = A.shape
  const values = Array.from(A.dataSync())
  const done: number[][] = []
  for (let i = 0; i < k; i++) {
    let rest = values.slice(i * k, i * k + n)
    for (let pass = 0; pass < 2; pass++) {
      for (const q of done) {
        const along = dot(rest, q)
        rest = rest.map((value, j) => value - along * q[j]!)
      }
    }
    const length = Math.sqrt(dot(rest, rest))
    done.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(done, [k, n])
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthonormalRows(gauss([n, n], seed)).mul(gain) as tf.Tensor2D
}
