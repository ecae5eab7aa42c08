import * as tf from '@tensorflow/tfjs'

// The elements are squared as they are: 1e30 squared is Infinity in float32, and 1e-25 squared is 0.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = tf
      .addN(gs.map((g) => g.square().sum()))
      .sqrt()
      .asScalar()
    const factor = tf.where(norm.greater(c), tf.scalar(c).div(norm), tf.onesLike(norm))
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}
