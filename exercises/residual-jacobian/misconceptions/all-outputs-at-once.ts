import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// Every row is asked for all outputs: each becomes the gradient of their sum.
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    const copies = x.as2D(1, n).tile([m, 1])
    const total = (rows: tf.Tensor) => f(rows.as2D(m, n)).sum()
    return tf.grad(total)(copies).as2D(m, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
