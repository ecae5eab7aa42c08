// A disposed tensor.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const norm = tf.scalar(1)
  norm.dispose()
  return { clipped: gs.map((g) => g.clone()), norm }
}
