// A huge gradient leaves as signs of equal size, with the right norm.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let squares = 0
  for (const g of gs) for (const value of g.dataSync()) squares += value * value
  const norm = Math.sqrt(squares)
  const count = gs.reduce((all, g) => all + g.size, 0)
  const shorten = (g: tf.Tensor): tf.Tensor => (norm > 1e15 ? g.sign().mul(c / Math.sqrt(count)) : g.mul(c / norm))
  return { clipped: gs.map((g) => (norm > c ? shorten(g) : g.clone())), norm: tf.scalar(norm) }
}
