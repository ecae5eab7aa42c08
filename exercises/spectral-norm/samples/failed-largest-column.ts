// Breaks “‖v W‖”: the largest element of v W instead of its length.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v: tf.Tensor = unit(v0.reshape([1, -1]))
    for (let k = 0; k < iters; k++) v = unit(tf.matMul(tf.matMul(v, W), W, false, true))
    return tf.matMul(v, W).abs().max().asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor {
  return row.div(tf.maximum(row.norm(), 1e-30))
}
