import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = globalNorm(gs)
    // Chosen, not multiplied: below the threshold the factor is exactly 1, and g · 1 is g to the last bit.
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    // One factor for all tensors: a factor for each would turn the gradient.
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}

/** Measured in units of the largest element: the square of 1e30 overflows in float32, that of 1e-25 is 0. */
function globalNorm(gs: tf.Tensor[]): tf.Scalar {
  const largest = tf.stack(gs.map((g) => g.abs().max())).max()
  // A zero gradient has no largest element to measure with, and 0 / 0 would be NaN.
  const unit = tf.where(largest.equal(0), tf.onesLike(largest), largest)
  const squares = gs.map((g) => g.div(unit).square().sum())
  return tf.addN(squares).sqrt().mul(unit).asScalar()
}
