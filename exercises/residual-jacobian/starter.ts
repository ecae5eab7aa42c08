import * as tf from '@tensorflow/tfjs'

/** Takes [batch, n] to [batch, m], for any batch; no row depends on another. */
type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

/**
 * The Jacobian of f at one point: element (i, j) is ∂f_i/∂x_j.
 * @param x [n]
 * @returns [m, n]
 */
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  // TODO: one gradient is one row. Can a batch hold all the rows?
  return tf.zeros([m, n])
}

/**
 * The Jacobian of the block x ↦ x + f(x), where f keeps the width.
 * @param x [n]
 * @returns [n, n]
 */
export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  // TODO
  return jacobian(f, x)
}
