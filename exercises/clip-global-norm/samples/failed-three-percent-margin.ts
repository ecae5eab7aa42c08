// Breaks "the tensors in clipped have norm c together": shortens long gradients to 0.97 c to stay safely below.
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
  const length = lengthOf(gs)
  const clipped = gs.map((g) => (length > c ? times(g, (0.97 * c) / length) : g.clone()))
  return { clipped, norm: tf.scalar(length) }
}
