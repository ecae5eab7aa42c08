// 2^30 elements by linspace.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.linspace(0, 1, 2 ** 30).sum() }
}
