// A tensor of 2^30 elements.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.zeros([2 ** 15, 2 ** 15]).sum() }
}
