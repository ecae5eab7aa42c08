import * as tf from '@tensorflow/tfjs'

// The way through the variance is there, the way through the mean is not.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const s = centred.square().mean().add(eps).sqrt()
    const normalised = centred.div(s).as1D()
    return tf.eye(d).sub(tf.outerProduct(normalised, normalised).div(d)).div(s).as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
