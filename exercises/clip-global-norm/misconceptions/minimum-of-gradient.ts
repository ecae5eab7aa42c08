import * as tf from '@tensorflow/tfjs'

// min(g, c/‖g‖): the minimum of the gradient and the factor, instead of g times the minimum of 1 and the factor.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = globalNorm(gs)
    const limit = tf.scalar(c).div(tf.where(norm.equal(0), tf.onesLike(norm), norm))
    return { clipped: gs.map((g) => tf.minimum(g, limit)), norm }
  })
}

/** Safe for huge, tiny and zero gradients. */
function globalNorm(gs: tf.Tensor[]): tf.Scalar {
  const largest = tf.stack(gs.map((g) => g.abs().max())).max()
  const unit = tf.where(largest.equal(0), tf.onesLike(largest), largest)
  return tf
    .addN(gs.map((g) => g.div(unit).square().sum()))
    .sqrt()
    .mul(unit)
    .asScalar()
}
