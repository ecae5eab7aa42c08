import * as tf from '@tensorflow/tfjs'

// The largest element of W, by its size.
export function spectralNorm(W: tf.Tensor2D, _iters: number, _v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => W.abs().max().asScalar())
}
