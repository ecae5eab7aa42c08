import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

// The gradient at the first layer's output: it has not passed W_1.
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const [first, ...others] = Ws
    return tf
      .grad((h) => loss(others, h, u))(tf.matMul(x, first as tf.Tensor))
      .norm()
      .asScalar()
  })
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const [first, ...others] = Ws
    return tf
      .grad((W) => loss([W, ...others], x, u))(first as tf.Tensor)
      .norm()
      .asScalar()
  })
}
