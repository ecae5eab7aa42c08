import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// A loss is a mean, by habit: every element is divided by m².
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    const copies = x.as2D(1, n).tile([m, 1])
    const diagonal = (rows: tf.Tensor) => f(rows.as2D(m, n)).mul(tf.eye(m)).mean()
    return tf.grad(diagonal)(copies).as2D(m, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
