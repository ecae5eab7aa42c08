// Breaks “from the row that you were given”: starts from the first unit row.
// Misconception: start-of-its-own
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v: tf.Tensor = tf.tensor2d([Array.from({ length: v0.size }, (_, i) => (i === 0 ? 1 : 0))])
    for (let k = 0; k < iters; k++) v = unit(tf.matMul(tf.matMul(v, W), W, false, true))
    return tf.norm(tf.matMul(v, W)).asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor {
  return row.div(tf.maximum(row.norm(), 1e-30))
}
