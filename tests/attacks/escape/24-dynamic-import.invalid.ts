// A dynamic import.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return import('data:text/javascript,export default 1')
}
