// 2^30 elements by oneHot.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.oneHot(tf.zeros([2 ** 14], 'int32'), 2 ** 16).sum() }
}
