import * as tf from '@tensorflow/tfjs'

/**
 * How strongly the loss depends on the input of a linear network, for 𝓛 = ⟨u, x W_1 W_2 … W_L⟩.
 * @param Ws W_1 … W_L, each [n_{l−1}, n_l]
 * @param x [batch, n_0]
 * @param u [batch, n_L]
 * @returns ‖∂𝓛/∂x‖, a scalar
 */
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // TODO: tf.grad differentiates a function that returns a scalar.
  return tf.scalar(0)
}

/**
 * How strongly the loss depends on the first weights.
 * @param Ws as above
 * @param x as above
 * @param u as above
 * @returns ‖∂𝓛/∂W_1‖, a scalar
 */
export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // TODO
  return tf.scalar(0)
}
