// Right: copies made by broadcasting, value and gradient in one tidy call, the identity added element by element in JavaScript.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const row = x.reshape([1, -1]) as tf.Tensor2D
    const m = f(row).shape[1]
    const copies = tf.broadcastTo(row, [m, x.shape[0]]) as tf.Tensor2D
    const eye = tf.eye(m)
    const { grad } = tf.valueAndGrad((X: tf.Tensor) => tf.sum(tf.mul(eye, f(X as tf.Tensor2D))))(copies)
    return grad as tf.Tensor2D
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const branch = jacobian(f, x).arraySync()
  return tf.tensor2d(branch.map((row, i) => row.map((value, j) => (i === j ? 1 + value : value))))
}
