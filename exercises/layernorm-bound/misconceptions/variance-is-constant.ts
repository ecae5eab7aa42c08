import * as tf from '@tensorflow/tfjs'

// The way through the mean is there, the way through the variance is not.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const s = x.sub(x.mean()).square().mean().add(eps).sqrt()
    return tf
      .eye(d)
      .sub(1 / d)
      .div(s)
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
