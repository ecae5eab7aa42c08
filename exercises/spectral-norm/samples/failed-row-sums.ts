// Breaks “the largest singular value”: the largest sum of the sizes in a row, which bounds it only with the columns'.
import * as tf from '@tensorflow/tfjs'

export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() =>
    W.abs()
      .sum(1)
      .max()
      .mul(iters >= 0 ? 1 : v0.size)
      .asScalar(),
  )
}
