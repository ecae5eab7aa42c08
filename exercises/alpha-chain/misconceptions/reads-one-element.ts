import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

// Takes α from the first element of the first matrix.
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const alpha = Math.abs(Ws[0]?.dataSync()[0] ?? 0)
    return u
      .norm()
      .mul(alpha ** Ws.length)
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
