// Every element times c, over the longer of c and the norm.
// Misconception: rounded-on-the-way
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let squares = 0
  for (const g of gs) for (const value of g.dataSync()) squares += value ** 2
  const norm = Math.sqrt(squares)
  return { clipped: gs.map((g) => tf.div(tf.mul(g, c), Math.max(c, norm))), norm: tf.scalar(norm) }
}
