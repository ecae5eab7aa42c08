import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/** Every row gets length 1; the angles between them stay as they were. */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => A.div(A.square().sum(1, true).sqrt()) as tf.Tensor2D)
}

export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  return tf.tidy(() => orthonormalRows(gauss([n, n], seed)).mul(gain))
}
