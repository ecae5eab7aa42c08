import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// Rows as JavaScript arrays, and the skip added on the diagonal by hand.
const rowsOf = (f: RowFunction, x: tf.Tensor1D): number[][] => {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  const copies = tf.tensor2d(Array.from({ length: m }, () => Array.from(x.dataSync())))
  const mask = tf.tensor2d(
    Array.from({ length: m }, (_, i) => Array.from({ length: m }, (_unused, j) => Number(i === j))),
  )
  return tf
    .grad((rows) => tf.dot(f(rows.as2D(m, n)).flatten(), mask.flatten()).asScalar())(copies)
    .as2D(m, n)
    .arraySync()
}

export const jacobian = (f: RowFunction, x: tf.Tensor1D): tf.Tensor2D => tf.tensor2d(rowsOf(f, x))

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return tf.tensor2d(rowsOf(f, x).map((row, i) => row.map((value, j) => (i === j ? value + 1 : value))))
}
