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

// h is overwritten by the block's output before the branch is differentiated.
export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const h = x.add(f(x.as2D(1, -1)).as1D()).as1D()
    return jacobian(f, h).add(tf.eye(x.shape[0]))
  })
}
