// Breaks "Where the branch is zero, it is I": returns a Jacobian of zeros as it is, before the identity is added.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const copies = x.as2D(1, n).tile([m, 1])
  return tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))(copies, tf.eye(m)) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const branch = jacobian(f, x)
  if (branch.dataSync().every((value) => value === 0)) return branch
  return branch.add(tf.eye(x.shape[0])) as tf.Tensor2D
}
