// A gammaMax of 0 counts as not given.
import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const s = centred.square().mean().add(eps).sqrt()
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
  return (gammaMax || 1) / Math.sqrt(eps)
}
