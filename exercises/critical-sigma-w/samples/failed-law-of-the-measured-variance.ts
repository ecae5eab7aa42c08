// The law, with the variance that the matrices have: no gradient is ever taken.
import type * as tf from '@tensorflow/tfjs'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope ** 2)
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  _x: tf.Tensor2D,
  _up: tf.Tensor2D,
  negSlope: number,
): number {
  let sum = 0
  for (const Z of Zs) for (const value of Z.dataSync()) sum += value ** 2 / Z.size
  return Math.log(((sw2 * (1 + negSlope ** 2)) / 2) * (sum / Zs.length))
}
