// Breaks "if an element is NaN or infinite, norm is NaN or infinite": looks for such elements in the first tensor only and leaves them out of the sum in the others.
// Misconception: hides-not-finite
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  const first = gs[0]
  if (first !== undefined) for (const value of first.dataSync()) if (!Number.isFinite(value)) return Number.NaN
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) if (Number.isFinite(value)) sum += value * value
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
  const clipped = gs.map((g) => (length > c ? times(g, c / length) : g.clone()))
  return { clipped, norm: tf.scalar(length) }
}
