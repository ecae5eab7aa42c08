import * as tf from '@tensorflow/tfjs'

/**
 * Condition number of the Hessian H = XᵀX/N of L(w) = ‖Xw − y‖²/(2N).
 * @param X [N, 2]
 * @returns λ_max/λ_min
 */
export function hessianCond(X: tf.Tensor2D): number {
  // TODO: H is 2 by 2. Its eigenvalues solve λ² − (trace)·λ + det = 0.
  return X.shape[1]
}

/**
 * Each feature moved and scaled to mean 0 and variance 1 over the rows.
 * @param X [N, 2]
 * @returns [N, 2]
 */
export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  // TODO
  return X.clone()
}

/**
 * The step size up to which gradient descent on L does not diverge.
 * @param X [N, 2]
 */
export function maxEta(X: tf.Tensor2D): number {
  // TODO
  return 1 / X.shape[1]
}
