// Getters that answer differently each time.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  let reads = 0
  return {
    get clipped() {
      return reads++ ? gs : []
    },
    get norm() {
      return tf.scalar(reads++)
    },
  }
}
