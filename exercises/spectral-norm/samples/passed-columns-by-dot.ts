// A column instead of a row, and the length by a dot product.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const lengthOf = (one: tf.Tensor) => {
      // Scaled by the largest element, so that squares neither vanish nor overflow.
      const top = one.abs().max().maximum(1e-35)
      return one.div(top).square().sum().sqrt().mul(top)
    }
    let v: tf.Tensor = v0.expandDims(1)
    v = v.div(lengthOf(v))
    for (let k = 0; k < iters; k++) {
      const out = tf.matMul(W, tf.matMul(W, v, true))
      v = out.div(lengthOf(out).maximum(1e-35))
    }
    return lengthOf(tf.matMul(W, v, true))
      .asScalar()
      .mul(tf.matMul(W, v, true).abs().max().greater(0))
      .asScalar()
  })
}
