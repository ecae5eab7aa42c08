// Breaks "clipped has the order of gs": sums from the smallest tensor to the largest and returns the tensors in that order.
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
  const bySize = [...gs].sort((a, b) => a.size - b.size)
  const length = lengthOf(bySize)
  const clipped = bySize.map((g) => (length > c ? times(g, c / length) : g.clone()))
  return { clipped, norm: tf.scalar(length) }
}
