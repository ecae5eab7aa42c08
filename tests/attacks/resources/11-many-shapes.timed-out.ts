// Many shapes, each compiling a program.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  for (let i = 1; ; i++) tf.tidy(() => tf.ones([(i % 97) + 1, (i % 89) + 1, (i % 7) + 1]).mul(2).sum([i % 3]).dataSync())
}
