import * as tf from '@tensorflow/tfjs'

// ‖g‖² is compared with c, so that a gradient between √c and c is "shortened" to the longer c.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = globalNorm(gs)
    const factor = tf.where(norm.square().greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}

function globalNorm(gs: tf.Tensor[]): tf.Scalar {
  const largest = tf.stack(gs.map((g) => g.abs().max())).max()
  const unit = tf.where(largest.equal(0), tf.onesLike(largest), largest)
  return tf
    .addN(gs.map((g) => g.div(unit).square().sum()))
    .sqrt()
    .mul(unit)
    .asScalar()
}
