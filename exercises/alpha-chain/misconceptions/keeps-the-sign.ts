import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

// The norm with the sign of the product of the first elements: αᴸ instead of |α|ᴸ.
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const sign = Ws.reduce((product, W) => product * (Math.sign(W.dataSync()[0] ?? 1) || 1), 1)
    return tf
      .grad((input) => loss(Ws, input, u))(x)
      .norm()
      .mul(sign)
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
