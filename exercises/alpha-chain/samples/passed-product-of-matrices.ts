// One product of all matrices first, then its transpose; tidy by hand.
import * as tf from '@tensorflow/tfjs'

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const all = Ws.reduce((product: tf.Tensor, W) => tf.matMul(product, W), tf.eye(x.shape[1]))
    return tf.sqrt(tf.sum(tf.square(tf.matMul(u, all, false, true)))).asScalar()
  })
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const rest = Ws.slice(1).reduce((product: tf.Tensor, W) => tf.matMul(product, W), tf.eye(Ws[0]?.shape[1] ?? 0))
    return tf.sqrt(tf.sum(tf.square(tf.matMul(x, tf.matMul(u, rest, false, true), true)))).asScalar()
  })
}
