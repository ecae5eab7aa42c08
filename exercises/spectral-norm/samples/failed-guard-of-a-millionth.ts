// Breaks “between 10⁻⁶ and 10⁷: the value stays right”: a guard of 10⁻⁶ under every length.
// Misconception: guard-too-large
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v: tf.Tensor = unit(v0.reshape([1, -1]))
    for (let k = 0; k < iters; k++) v = unit(tf.matMul(tf.matMul(v, W), W, false, true))
    return tf.norm(tf.matMul(v, W)).asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor {
  return row.div(tf.maximum(row.norm(), 1e-6))
}
