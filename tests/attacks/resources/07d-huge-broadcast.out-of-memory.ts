// 2^30 elements by broadcasting.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.ones([2 ** 15, 1]).add(tf.ones([1, 2 ** 15])).sum() }
}
