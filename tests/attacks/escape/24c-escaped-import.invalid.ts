// A dynamic import behind a Unicode escape.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return im\u0070ort('x')
}
