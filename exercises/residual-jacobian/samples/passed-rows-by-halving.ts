// Right: recursion that halves the range of outputs and gives at most eight rows to one batch.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

function rowsOf(f: RowFunction, x: tf.Tensor1D, m: number, from: number, to: number): tf.Tensor2D {
  const count = to - from
  if (count > 8) {
    const middle = from + (count >> 1)
    return tf.concat([rowsOf(f, x, m, from, middle), rowsOf(f, x, m, middle, to)], 0) as tf.Tensor2D
  }
  const copies = tf.stack(Array.from({ length: count }, () => x)) as tf.Tensor2D
  const pick = Array.from({ length: count }, (_, r) => Array.from({ length: m }, (__, i) => (i === from + r ? 1 : 0)))
  return tf.grad((X: tf.Tensor) => f(X as tf.Tensor2D))(copies, tf.tensor2d(pick, [count, m])) as tf.Tensor2D
}

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const m = f(x.as2D(1, x.shape[0])).shape[1]
  return rowsOf(f, x, m, 0, m)
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.eye(x.shape[0]).add(jacobian(f, x)) as tf.Tensor2D
}
