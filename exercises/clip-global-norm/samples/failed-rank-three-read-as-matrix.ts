// Breaks "of any shape and rank": sums over rows and columns only, so that most elements of tensors of rank 3 and more are missing in the norm.
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) {
    const values = g.dataSync()
    const rows = g.shape[0] ?? 1
    const columns = g.shape[1] ?? 1
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) sum += values[row * columns + column]! ** 2
    }
  }
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
