import * as tf from '@tensorflow/tfjs'

/**
 * A bound on the gradient of the first weights that holds for every x and every upstream gradient of these lengths.
 * @param Ws W_1 … W_L, each [n_{l−1}, n_l]; the network is x W_1 W_2 … W_L, without activations
 * @param x [batch, n_0]
 * @param gOut ∂𝓛/∂z_L, [batch, n_L]
 * @returns ‖x‖ ‖gOut‖ times the spectral norms of all matrices that the gradient passes on its way to W_1
 */
export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // TODO: which matrices stand between the loss and W_1?
  return 0
}

/**
 * What the gradient of the first weights really is.
 * @param Ws as above
 * @param x as above
 * @param gOut as above
 * @returns ‖∇W_1‖, the root of the sum of the squares of ∂𝓛/∂W_1
 */
export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // TODO
  return 0
}
