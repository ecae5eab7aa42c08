// Undisposed tensors in a loop.
import * as tf from '@tensorflow/tfjs'

const kept: tf.Tensor[] = []

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  for (;;) kept.push(tf.ones([256, 256]))
}
