// A tensor that carries less than a tenth of the norm is not shortened.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let squares = 0
  for (const g of gs) for (const value of g.dataSync()) squares += value * value
  const norm = Math.sqrt(squares)
  const own = (g: tf.Tensor): number => Math.hypot(...g.dataSync())
  return {
    clipped: gs.map((g) => (norm > c && own(g) > 0.1 * norm ? g.mul(c / norm) : g.clone())),
    norm: tf.scalar(norm),
  }
}
