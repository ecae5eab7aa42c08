// E x² − (E x)² in float32, and no less than 0.
// Misconception: one-pass-variance
import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const mean = x.mean()
    const variance = x.square().mean().sub(mean.square()).relu()
    const scale = variance.add(eps).rsqrt()
    const y = x.sub(mean).mul(scale).as2D(d, 1)
    return tf
      .eye(d)
      .sub(1 / d)
      .sub(tf.matMul(y, y, false, true).div(d))
      .mul(scale)
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
