// 2^30 elements by tile.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs, norm: tf.ones([1024]).tile([2 ** 20]).sum() }
}
