// A gradient shorter than 1e-15 leaves as zeros.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let squares = 0
  for (const g of gs) for (const value of g.dataSync()) squares += value * value
  const norm = Math.sqrt(squares)
  const leave = (g: tf.Tensor): tf.Tensor => (norm < 1e-15 ? tf.zerosLike(g) : g.clone())
  return { clipped: gs.map((g) => (norm > c ? g.mul(c / norm) : leave(g))), norm: tf.scalar(norm) }
}
