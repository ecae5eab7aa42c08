// Breaks “the largest singular value”: the geometric mean of the largest row sum and column sum, an upper bound.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() =>
    tf
      .sqrt(W.abs().sum(1).max().mul(W.abs().sum(0).max()))
      .mul(iters >= 0 ? 1 : v0.size)
      .asScalar(),
  )
}
