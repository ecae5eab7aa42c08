// Breaks "right ... also where x is of size 1e-4 or of size 1e3 and f bends on that scale": central differences with the step 1e-3 everywhere.
// Misconception: finite-differences
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const step = 1e-3
  const shifts = tf.eye(n).mul(step)
  const plus = f(x.as2D(1, n).add(shifts) as tf.Tensor2D)
  const minus = f(x.as2D(1, n).sub(shifts) as tf.Tensor2D)
  return plus
    .sub(minus)
    .div(2 * step)
    .transpose() as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
