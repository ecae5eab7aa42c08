import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Each row against all rows before it at once, in float32, and twice. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const [first, ...others] = tf.split(A, A.shape[0])
    if (first === undefined) return A
    let Q = normalised(first)
    for (const row of others) {
      const once = normalised(without(row, Q))
      Q = tf.concat([Q, normalised(without(once, Q))])
    }
    return Q.as2D(A.shape[0], A.shape[1])
  })
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(gauss([n, n], seed)).mul(gain))
}

const normalised = (row: tf.Tensor): tf.Tensor => row.div(row.norm())
const without = (row: tf.Tensor, Q: tf.Tensor): tf.Tensor => row.sub(row.matMul(Q, false, true).matMul(Q))
