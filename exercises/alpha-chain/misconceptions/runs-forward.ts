import * as tf from '@tensorflow/tfjs'

function loss(Ws: tf.Tensor[], x: tf.Tensor, u: tf.Tensor): tf.Scalar {
  return Ws.reduce((h, W) => tf.matMul(h, W), x)
    .mul(u)
    .sum()
}

// Multiplies the lengths of what goes forward: the length of the output times that of u.
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const out = Ws.reduce((h: tf.Tensor, W) => tf.matMul(h, W), x)
    return out.norm().mul(u.norm()).div(x.norm()).asScalar()
  })
}

export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const out = Ws.slice(1).reduce((h: tf.Tensor, W) => tf.matMul(h, W), tf.matMul(x, Ws[0] as tf.Tensor))
    return out.norm().mul(u.norm()).asScalar()
  })
}
