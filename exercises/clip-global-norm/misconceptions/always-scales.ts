import * as tf from '@tensorflow/tfjs'

// Every gradient is brought to norm c, short ones too: normalising, not clipping.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = globalNorm(gs)
    const factor = tf.where(norm.equal(0), tf.onesLike(norm), tf.scalar(c).div(norm))
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
