import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// Central differences with one step for every x.
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const step = 0.05
  return tf.tidy(() => {
    const n = x.shape[0]
    const steps = tf.eye(n).mul(step)
    const change = f(x.add(steps).as2D(n, n)).sub(f(x.sub(steps).as2D(n, n)))
    return change
      .div(2 * step)
      .transpose()
      .as2D(-1, n)
  })
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])))
}
