// Breaks "right to a relative 5e-5": one-sided differences with a thousandth of the largest element of x as the step.
// Misconception: finite-differences
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  let largest = 0
  for (const value of x.dataSync()) largest = Math.max(largest, Math.abs(value))
  const step = 1e-3 * (largest > 0 ? largest : 1)
  const here = x.as2D(1, n)
  const moved = f(here.add(tf.eye(n).mul(step)) as tf.Tensor2D)
  return moved.sub(f(here)).div(step).transpose() as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
