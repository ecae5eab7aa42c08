// Breaks "a gradient of zeros stays zero": chooses between both cases by a mask of 0 and 1, and 0/0 times 0 is NaN.
// Misconception: zero-over-zero
import * as tf from '@tensorflow/tfjs'

function lengthOf(gs: readonly tf.Tensor[]): number {
  let sum = 0
  for (const g of gs) for (const value of g.dataSync()) sum += value * value
  return Math.sqrt(sum)
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const length = lengthOf(gs)
  const mask = length > c ? 1 : 0
  const both = (value: number): number => value * (1 - mask) + (value / length) * c * mask
  const clipped = gs.map((g) => tf.tensor(Float32Array.from(g.dataSync(), both), g.shape))
  return { clipped, norm: tf.scalar(length) }
}
