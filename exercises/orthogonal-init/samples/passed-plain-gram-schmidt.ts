// Right: the plainest way, classical Gram-Schmidt in double precision over nested arrays, one row after another.
import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  const rows = A.arraySync()
  const Q: number[][] = []
  for (let i = 0; i < rows.length; i++) {
    const a = rows[i]!
    const rest = a.slice()
    for (let e = 0; e < i; e++) {
      let along = 0
      for (let j = 0; j < a.length; j++) along += a[j]! * Q[e]![j]!
      for (let j = 0; j < a.length; j++) rest[j] = rest[j]! - along * Q[e]![j]!
    }
    let square = 0
    for (let j = 0; j < a.length; j++) square += rest[j]! * rest[j]!
    const length = Math.sqrt(square)
    Q.push(rest.map((value) => value / length))
  }
  return tf.tensor2d(Q)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return orthonormalRows(gauss([n, n], seed)).mul(gain) as tf.Tensor2D
}
