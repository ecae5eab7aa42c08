import * as tf from '@tensorflow/tfjs'

// Each tensor is clipped by its own norm: short tensors gain weight against long ones, so the gradient turns.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const clipped = gs.map((g) => {
      const own = globalNorm([g])
      return g.mul(tf.where(own.greater(c), tf.scalar(c).div(own), tf.onesLike(own)))
    })
    return { clipped, norm: globalNorm(gs) }
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
