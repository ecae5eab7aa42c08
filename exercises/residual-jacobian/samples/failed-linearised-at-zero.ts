import * as tf from '@tensorflow/tfjs'
// Misconception: another-point

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// The Jacobian at the origin, wherever x lies.
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => {
    const n = x.shape[0]
    const m = f(x.as2D(1, n)).shape[1]
    return tf
      .grad((rows) => f(rows.as2D(m, n)).mul(tf.eye(m)).sum())(tf.zeros([m, n]))
      .as2D(m, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
