// NaN everywhere.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs.map((g) => g.mul(NaN)), norm: tf.scalar(NaN) }
}
