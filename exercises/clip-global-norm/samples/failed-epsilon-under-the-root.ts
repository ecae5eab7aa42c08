// Adds a constant under the root, and squares the elements as they are.
// Misconception: squares-overflow
import * as tf from '@tensorflow/tfjs'

// A small constant against division by zero, in a place where it changes the norm of short gradients.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  return tf.tidy(() => {
    const norm = tf
      .addN(gs.map((g) => g.square().sum()))
      .add(1e-12)
      .sqrt()
      .asScalar()
    const factor = tf.minimum(tf.scalar(c).div(norm), 1)
    return { clipped: gs.map((g) => g.mul(factor)), norm }
  })
}
