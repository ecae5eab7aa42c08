import * as tf from '@tensorflow/tfjs'
// Misconception: another-point

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

// The branch is differentiated where the block ends, not where it begins.
export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const row = x.as2D(1, -1)
    return jacobian(f, row.add(f(row)).as1D()).add(tf.eye(x.shape[0]))
  })
}
