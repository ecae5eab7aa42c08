import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// The identity as the upstream gradient: tf.grad takes it as its second argument.
export const jacobian = (f: RowFunction, x: tf.Tensor1D): tf.Tensor2D =>
  tf.tidy(() => {
    const m = f(tf.expandDims(x, 0).as2D(1, -1)).shape[1]
    const copies = tf.matMul(tf.ones([m, 1]), tf.expandDims(x, 0))
    return tf
      .grad((rows) => f(rows.as2D(m, -1)))(copies, tf.eye(m))
      .as2D(m, -1)
  })

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => tf.diag(tf.onesLike(x)).as2D(x.shape[0], x.shape[0]).add(jacobian(f, x)))
}
