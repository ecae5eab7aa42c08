import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    const copies = x.as2D(1, n).tile([m, 1])
    const diagonal = (rows: tf.Tensor) => f(rows.as2D(m, n)).mul(tf.eye(m)).sum()
    return tf.grad(diagonal)(copies).as2D(m, n)
  })
}

// The Jacobian of the branch is taken for that of the block.
export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x)
}
