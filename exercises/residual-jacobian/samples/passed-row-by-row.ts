import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

// One gradient for each output, stacked: m backward passes, and a batch of one.
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const row = x.as2D(1, x.shape[0])
  const outputs = f(row).shape[1]
  const gradients = Array.from({ length: outputs }, (_, i) =>
    tf
      .grad((at) => f(at.as2D(1, x.shape[0])).slice([0, i], [1, 1]).sum())(row)
      .as1D(),
  )
  return tf.stack(gradients).as2D(outputs, x.shape[0])
}

// The block is one function, and the skip is differentiated with it.
export const residualJacobian = (f: RowFunction, x: tf.Tensor1D): tf.Tensor2D =>
  jacobian((rows) => rows.add(f(rows)), x)
