// Breaks "m may differ from n": makes n rows always, so that outputs are missing or rows of zeros are added.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const copies = x.as2D(1, n).tile([n, 1])
  const diagonal = (X: tf.Tensor) => {
    const out = f(X as tf.Tensor2D)
    return out.mul(tf.eye(n, out.shape[1])).sum()
  }
  return tf.grad(diagonal)(copies) as tf.Tensor2D
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D
}
