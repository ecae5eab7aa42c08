import * as tf from '@tensorflow/tfjs'

/** Takes [batch, n] to [batch, m], each row by itself. */
type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    // One copy of x for each output: row i of the batch will be asked for output i alone.
    const copies = x.as2D(1, n).tile([m, 1])
    // The identity keeps output i of row i. No row reaches another, so that the gradient of this one number with
    // respect to row i is ∂f_i/∂x: the Jacobian, row by row, in one backward pass.
    const diagonal = (rows: tf.Tensor) => f(rows.as2D(m, n)).mul(tf.eye(m)).sum()
    return tf.grad(diagonal)(copies).as2D(m, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  // The derivative of a sum: x itself contributes the identity, whatever the branch is.
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
