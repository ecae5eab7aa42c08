import * as tf from '@tensorflow/tfjs'

/**
 * The Jacobian of layer norm at one input: element (i, j) is ∂y_i/∂x_j with y = (x − μ) / √(v + ε), where μ and v are
 * mean and variance of the d numbers of x.
 * @param x [d], d from 2 to 32
 * @returns [d, d]
 */
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  // TODO: x reaches y_i in three ways: as x_i, through the mean, and through the variance.
  void eps
  return tf.zeros([x.shape[0], x.shape[0]])
}

/**
 * The smallest number that no gradient through y = γ ⊙ (x − μ) / √(v + ε) + β can be stretched beyond, whatever x and d.
 * @param gammaMax the largest |γ_i|
 */
export function bound(eps: number, gammaMax: number): number {
  // TODO
  return eps * gammaMax
}
