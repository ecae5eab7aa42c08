// A typed array that changes after a tensor was made of it.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const values = new Float32Array([1])
  const norm = tf.tensor(values).reshape([])
  values[0] = 7
  return { clipped: gs.map((g) => g.clone()), norm }
}
