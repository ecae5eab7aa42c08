import * as tf from '@tensorflow/tfjs'

// One vector of all elements, its own norm, and a minimum in place of a choice.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const all = tf.concat(gs.map((g) => g.flatten()))
    const unit = tf.maximum(tf.max(tf.abs(all)), 1e-30)
    const norm = tf.mul(tf.norm(tf.div(all, unit)), unit).asScalar()
    const factor = tf.minimum(tf.div(c, norm), 1)
    return { clipped: gs.map((g) => tf.mul(factor, g)), norm }
  })
}
