// Breaks “far from symmetric”: iterates on the symmetric part of a square matrix.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const [m, n] = W.shape
    const S = m === n ? W.add(W.transpose()).div(2) : W
    let v: tf.Tensor = unit(v0.reshape([1, -1]))
    for (let k = 0; k < iters; k++) v = unit(tf.matMul(tf.matMul(v, S), S, false, true))
    return tf.norm(tf.matMul(v, S)).asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor {
  return row.div(tf.maximum(row.norm(), 1e-30))
}
