import * as tf from '@tensorflow/tfjs'

// Starts from ones, whatever it was given.
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    let v = unit(tf.onesLike(v0).as2D(1, -1))
    for (let k = 0; k < iters; k++) v = unit(v.matMul(W).matMul(W, false, true))
    return v.matMul(W).norm().asScalar()
  })
}

function unit(row: tf.Tensor): tf.Tensor2D {
  return row.div(row.norm().maximum(1e-30)).as2D(1, -1)
}
