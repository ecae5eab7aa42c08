// A giant array: refused by its length before it is copied.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: new Array(50_000_000), norm: tf.scalar(1) }
}
