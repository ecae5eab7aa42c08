// Breaks "have norm c together": shortens every tensor by its own norm, so that several may exceed c together.
// Misconception: per-tensor
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

function times(g: tf.Tensor, factor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => value * factor),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const clipped = gs.map((g) => {
    const own = lengthOf([g])
    return own > c ? times(g, c / own) : g.clone()
  })
  return { clipped, norm: tf.scalar(lengthOf(gs)) }
}
