import * as tf from '@tensorflow/tfjs'

// s = max(√v, √ε): right far above and far below, and nowhere between.
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    const variance = centred.square().mean().dataSync()[0] ?? 0
    const s = Math.sqrt(Math.max(variance, eps))
    const share = variance > eps ? 1 / d : 0
    const normalised = centred.div(s).as1D()
    const throughVariance = tf.outerProduct(normalised, normalised).mul(share)
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
