// A dynamic import inside a spread.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { ...import('x') }
}
