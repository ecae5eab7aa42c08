// A wrong dtype.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs.map((g) => g.toInt()), norm: tf.scalar(1, 'int32') }
}
