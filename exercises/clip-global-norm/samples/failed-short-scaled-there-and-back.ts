// Breaks "exactly as it came, to the last bit": makes a float32 unit vector of a short gradient too and multiplies it by its norm again.
// Misconception: rounded-on-the-way
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = lengthOf(gs)
  const inverse = length > 0 ? 1 / length : 0
  const target = Math.min(length, c)
  return tf.tidy(() => ({ clipped: gs.map((g) => g.mul(inverse).mul(target)), norm: tf.scalar(length) }))
}
