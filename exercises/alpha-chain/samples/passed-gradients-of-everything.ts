// All gradients at once with tf.grads, two of which are asked for.
import * as tf from '@tensorflow/tfjs'

function gradients(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Tensor[] {
  const loss = (h: tf.Tensor, ...ws: tf.Tensor[]) =>
    ws
      .reduce((below, W) => below.matMul(W), h)
      .mul(u)
      .sum()
  return tf.grads(loss as (...args: tf.Tensor[]) => tf.Scalar)([x, ...Ws])
}

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => tf.norm(gradients(Ws, x, u)[0] as tf.Tensor).asScalar())
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => tf.norm(gradients(Ws, x, u)[1] as tf.Tensor).asScalar())
}
