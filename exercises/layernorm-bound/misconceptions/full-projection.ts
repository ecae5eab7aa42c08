import * as tf from '@tensorflow/tfjs'

// All that points along x̂ is taken away, as if ε were not under the root.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const s = centred.square().mean().add(eps).sqrt()
    const normalised = centred.div(s).as1D()
    // A constant x has no direction to take away.
    const throughVariance = tf.outerProduct(normalised, normalised).div(normalised.square().sum().maximum(1e-20))
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
