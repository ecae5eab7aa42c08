// Takes globalNorm of the kit for the length, and makes a unit vector of tensors before it gives it the length c.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = globalNorm(gs)
  return tf.tidy(() => {
    const norm = tf.scalar(length)
    // What exceeds c by the rounding of this sum only is not too long.
    const tooLong = length > c * (1 + 1e-12) && Number.isFinite(length)
    const clipped = gs.map((g) => (tooLong ? g.div(norm).mul(c) : g.clone()))
    return { clipped, norm }
  })
}
