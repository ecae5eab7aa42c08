// Breaks "right to a relative 5e-5 in the Frobenius norm": rounds every element to three decimals.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const copies = x.as2D(1, n).tile([m, 1])
  const J = tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))(copies, tf.eye(m))
  return J.mul(1000).round().div(1000) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
