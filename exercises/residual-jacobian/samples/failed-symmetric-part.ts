import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// The rows are right, and then made symmetric, as a Hessian would be.
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    const copies = x.as2D(1, n).tile([m, 1])
    const j = tf
      .grad((rows) => f(rows.as2D(m, n)).mul(tf.eye(m)).sum())(copies)
      .as2D(m, n)
    return m === n ? j.add(j.transpose()).div(2) : j
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
