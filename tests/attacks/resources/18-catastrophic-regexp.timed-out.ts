// A catastrophic regular expression.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return /^(a+)+$/.test('a'.repeat(60) + '!')
}
