import * as tf from '@tensorflow/tfjs'

// The largest element takes the place of the norm.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = tf
      .stack(gs.map((g) => g.abs().max()))
      .max()
      .asScalar()
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}
