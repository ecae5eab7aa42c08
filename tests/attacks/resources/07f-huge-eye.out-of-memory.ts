// 2^30 elements by eye.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.eye(2 ** 15).sum() }
}
