// One factor, c times the smaller of two inverses: for a short gradient c · (1/c), which is not always 1.
// Misconception: rounded-on-the-way
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const norm = Math.hypot(...gs.flatMap((g) => [...g.dataSync()]))
  return tf.tidy(() => {
    const inverse = tf.minimum(tf.reciprocal(tf.scalar(norm)), tf.reciprocal(tf.scalar(c)))
    const factor = inverse.mul(c)
    return { clipped: gs.map((g) => g.mul(factor)), norm: tf.scalar(norm) }
  })
}
