import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

/** Counts the outputs with one call, and frees what the call made. */
function countOutputs(f: RowFunction, x: tf.Tensor1D): number {
  const row = tf.tidy(() => x.as2D(1, -1))
  const y = f(row)
  const [, outputs] = y.shape
  tf.dispose([y, row])
  return outputs
}

/** A row of the batch for each output; of each only its own output counts. */
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const outputs = countOutputs(f, x)
  return tf.tidy(() => {
    const chosen = tf.eye(outputs)
    const batch = tf.stack(Array.from({ length: outputs }, () => x)) as tf.Tensor2D
    return tf.grad((rows) => tf.sum(tf.mul(f(rows as tf.Tensor2D), chosen)))(batch) as tf.Tensor2D
  })
}

export const residualJacobian = (f: RowFunction, x: tf.Tensor1D): tf.Tensor2D =>
  tf.tidy(() => jacobian(f, x).add(tf.eye(x.shape[0])) as tf.Tensor2D)
