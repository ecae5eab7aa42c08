import * as tf from '@tensorflow/tfjs'
// Misconception: mean-of-the-diagonal

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// A mean where a sum belongs: every element is divided by m².
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    const copies = x.as2D(1, n).tile([m, 1])
    return tf
      .grad((rows) => f(rows.as2D(m, n)).mul(tf.eye(m)).mean())(copies)
      .as2D(m, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
