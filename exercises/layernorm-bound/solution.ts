import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const centred = x.sub(x.mean())
    // The mean of squares, not the unbiased estimate: layer norm describes these d numbers and estimates nothing.
    const s = centred.square().mean().add(eps).sqrt()
    const normalised = centred.div(s)
    // x_j moves y_i as itself, as a share 1/d of the mean, and as a share of s: ∂s/∂x_j = (x_j − μ) / (d·s).
    const throughVariance = tf.outerProduct(normalised.as1D(), normalised.as1D()).div(d)
    return tf
      .eye(d)
      .sub(1 / d)
      .sub(throughVariance)
      .div(s)
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  // Most is stretched what stands at a right angle to 1 and to x̂, by 1/s. s is least where x is constant: √ε.
  return gammaMax / Math.sqrt(eps)
}
