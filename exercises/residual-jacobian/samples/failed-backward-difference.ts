// Breaks "right to a relative 5e-5": looks back by a ten-thousandth of 1 + |x|, element by element.
// Misconception: finite-differences
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const here = x.as2D(1, -1)
  const steps = x.abs().add(1).mul(1e-4)
  const moved = f(here.sub(tf.diag(steps)) as tf.Tensor2D)
  return f(here).sub(moved).transpose().div(steps) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
