// Breaks "J_ij is the derivative of f_i with respect to x_j": the matrix that picks the outputs lacks its last 1 where there is more than one output.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const pick = new Float32Array(m * m)
  pick[0] = 1
  for (let i = 1; i < m - 1; i++) pick[i * m + i] = 1
  const copies = x.as2D(1, n).tile([m, 1])
  return tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))(copies, tf.tensor2d(pick, [m, m])) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
