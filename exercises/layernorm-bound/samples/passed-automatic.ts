import * as tf from '@tensorflow/tfjs'

// Layer norm itself, on a batch of copies, and one backward pass for all rows.
function layerNorm(rows: tf.Tensor2D, eps: number): tf.Tensor2D {
  const { mean, variance } = tf.moments(rows, 1, true)
  return rows.sub(mean).mul(tf.rsqrt(variance.add(eps)))
}

export const layerNormJacobian = (x: tf.Tensor1D, eps: number): tf.Tensor2D => {
  const d = x.shape[0]
  return tf
    .grad((rows) => layerNorm(rows.as2D(d, d), eps))(tf.tile(x.as2D(1, d), [d, 1]), tf.eye(d))
    .as2D(d, d)
}

export const bound = (eps: number, gammaMax: number): number => gammaMax * eps ** -0.5
