// Breaks “the value after each of the first steps”: stops when two values differ by less than 2 %.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v: tf.Tensor = unit(v0.reshape([1, -1]))
    let before = -1
    for (let k = 0; k < iters; k++) {
      const now = tf.norm(tf.matMul(v, W)).dataSync()[0] ?? 0
      if (Math.abs(now - before) < 0.02 * now) break
      before = now
      v = unit(tf.matMul(tf.matMul(v, W), W, false, true))
    }
    return tf.norm(tf.matMul(v, W)).asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor {
  return row.div(tf.maximum(row.norm(), 1e-30))
}
