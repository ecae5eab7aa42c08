// Takes the outputs for probabilities.
// Misconception: softmax-style
import * as tf from '@tensorflow/tfjs'

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  return tf.tidy(() => {
    const d = x.shape[0]
    const mean = x.mean()
    const spread = x.sub(mean).square().mean().add(eps).sqrt()
    const y = x.sub(mean).div(spread).as1D()
    const column = y.as2D(d, 1)
    return tf
      .eye(d)
      .mul(column)
      .sub(tf.matMul(column, column, false, true))
      .as2D(d, d)
  })
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
