import * as tf from '@tensorflow/tfjs'

// The right diagonal, and nothing beside it.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const s = centred.square().mean().add(eps).sqrt()
    const own = centred
      .div(s)
      .square()
      .div(-d)
      .add(1 - 1 / d)
      .div(s)
    return tf.diag(own).as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
