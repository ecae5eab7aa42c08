// tf.range allocates in JavaScript before any backend is asked.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.range(0, 1e9).sum() }
}
