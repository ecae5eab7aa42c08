// Right: the plainest batch, m copies of x and the gradient of the sum of the diagonal of f; the identity is added.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const copies = x.as2D(1, n).tile([m, 1]) as tf.Tensor2D
  const eye = tf.eye(m)
  const sumOfDiagonal = (X: tf.Tensor) =>
    f(X as tf.Tensor2D)
      .mul(eye)
      .sum()
  return tf.grad(sumOfDiagonal)(copies) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
