import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

// Adds up the elements of the gradient, with their signs.
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .grad((input) => loss(Ws, input, u))(x)
      .sum()
      .asScalar(),
  )
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const [first, ...others] = Ws
    return tf
      .grad((W) => loss([W, ...others], x, u))(first as tf.Tensor)
      .sum()
      .asScalar()
  })
}
