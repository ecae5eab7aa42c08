// Unbounded recursion: the RangeError is shown.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return clipByGlobalNorm(gs, c)
}
