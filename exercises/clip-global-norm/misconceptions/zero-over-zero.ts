import * as tf from '@tensorflow/tfjs'

// The largest element is used as the unit even when it is 0.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const largest = tf.stack(gs.map((g) => g.abs().max())).max()
    // A reciprocal, because tfjs's division gives 1 for 0 / 0 on WebGL and NaN elsewhere.
    const perUnit = largest.reciprocal()
    const norm = tf
      .addN(gs.map((g) => g.mul(perUnit).square().sum()))
      .sqrt()
      .mul(largest)
      .asScalar()
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}
