import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .grad((input) => loss(Ws, input, u))(x)
      .norm()
      .asScalar(),
  )
}

// As if the gradient passed W_1 as well, before it meets x.
export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .grad((input) => loss(Ws, input, u))(x)
      .norm()
      .mul(x.norm())
      .asScalar(),
  )
}
