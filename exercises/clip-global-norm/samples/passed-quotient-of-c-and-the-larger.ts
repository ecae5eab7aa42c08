import * as tf from '@tensorflow/tfjs'

// The factor c / max(‖g‖, c), which is c / c for a short gradient: exactly 1.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = globalNorm(gs)
    const factor = tf.where(norm.greater(c), tf.div(c, tf.maximum(norm, c)), tf.scalar(1))
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
