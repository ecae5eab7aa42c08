// Breaks "clipped has the shapes of gs": a tensor of rank 0 leaves with the shape [1].
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

function rebuilt(g: tf.Tensor, factor: number): tf.Tensor {
  const values = Float32Array.from(g.dataSync(), (value) => value * factor)
  return values.length === 1 && g.rank < 2 ? tf.tensor1d(values) : tf.tensor(values, g.shape)
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = lengthOf(gs)
  const factor = length > c ? c / length : 1
  return { clipped: gs.map((g) => rebuilt(g, factor)), norm: tf.scalar(length) }
}
