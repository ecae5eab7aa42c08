// Something that claims a giant length.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: { length: 2 ** 32 - 1 }, norm: tf.scalar(1) }
}
