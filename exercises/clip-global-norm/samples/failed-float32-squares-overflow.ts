// Breaks "gradients of norm 10^31 are clipped like any other": scales small elements up before it squares them in float32, and large ones not down, so that the norm is Infinity.
// Misconception: squares-overflow
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let largest = 0
  for (const g of gs) for (const value of g.dataSync()) largest = Math.max(largest, Math.abs(value))
  if (largest === 0) return 0
  // Small elements would vanish when squared.
  const unit = Math.min(1, largest)
  let sum = 0
  for (const g of gs) {
    const squares = Float32Array.from(g.dataSync(), (value) => (value / unit) ** 2)
    for (const square of squares) sum += square
  }
  return unit * Math.sqrt(sum)
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
