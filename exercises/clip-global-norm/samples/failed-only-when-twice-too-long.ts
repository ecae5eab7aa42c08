// Shortens what is more than twice too long, and lets the rest pass.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let squares = 0
  for (const g of gs) for (const value of g.dataSync()) squares += value * value
  const norm = Math.sqrt(squares)
  return { clipped: gs.map((g) => (norm > 2 * c ? g.mul(c / norm) : g.clone())), norm: tf.scalar(norm) }
}
