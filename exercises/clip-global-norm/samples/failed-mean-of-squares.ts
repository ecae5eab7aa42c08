import * as tf from '@tensorflow/tfjs'

// The root of the mean square, which is shorter than the norm by the root of the number of elements.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const count = gs.reduce((sum, g) => sum + g.size, 0)
    const norm = globalNorm(gs).div(Math.sqrt(count)).asScalar()
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
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
