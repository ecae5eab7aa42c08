// Infinity everywhere.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs.map((g) => tf.fill(g.shape, Infinity)), norm: tf.scalar(Infinity) }
}
