// Breaks "It is measured, not computed from a law": measures the spread of the elements of Zs and puts it into σ_w²·(1 + a²)/2.
import * as tf from '@tensorflow/tfjs'
import { globalNorm } from 'kit'

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
  let square = 0
  let count = 0
  for (const Z of Zs) {
    square += globalNorm([Z]) ** 2
    count += Z.size
  }
  return Math.log(((square / count) * sw2 * (1 + negSlope ** 2)) / 2)
}
