// Breaks "every element leaves exactly as it came": in a short gradient, elements below 1e-8 of the norm become 0.
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

function withoutDust(g: tf.Tensor, floor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => (Math.abs(value) < floor ? 0 : value)),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = lengthOf(gs)
  const clipped = gs.map((g) => (length > c ? times(g, c / length) : withoutDust(g, 1e-8 * length)))
  return { clipped, norm: tf.scalar(length) }
}
