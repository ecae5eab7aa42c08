import * as tf from '@tensorflow/tfjs'

/** 𝓛 = ⟨u, x W_1 … W_L⟩: the sum over all elements. */
function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // On its way to x the gradient passes all L matrices.
  return tf.tidy(() =>
    tf
      .grad((input) => loss(Ws, input, u))(x)
      .norm()
      .asScalar(),
  )
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // On its way to W_1 it passes the other L − 1, and meets x.
  return tf.tidy(() => {
    const [first = tf.eye(1), ...others] = Ws
    return tf
      .grad((W) => loss([W, ...others], x, u))(first)
      .norm()
      .asScalar()
  })
}
