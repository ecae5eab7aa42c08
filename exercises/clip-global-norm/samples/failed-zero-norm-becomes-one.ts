// Breaks "a gradient of zeros has norm 0": guards the division by a length of 1 and returns that length.
import * as tf from '@tensorflow/tfjs'

function times(g: tf.Tensor, factor: number): tf.Tensor {
  return tf.tensor(
    Float32Array.from(g.dataSync(), (value) => value * factor),
    g.shape,
  )
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  const length = sum === 0 ? 1 : Math.sqrt(sum)
  const factor = Math.min(1, c / length)
  return { clipped: gs.map((g) => times(g, factor)), norm: tf.scalar(length) }
}
