// A wrong shape too long to be quoted: still a wrong answer, no broken protocol.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(c).reshape(Array.from({ length: 1000 }, () => 1)) }
}
