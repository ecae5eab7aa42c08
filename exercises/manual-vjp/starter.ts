import * as tf from '@tensorflow/tfjs'

/** φ′, element by element: takes a tensor and returns one of the same shape. */
type Slope = (z: tf.Tensor2D) => tf.Tensor2D

/**
 * The gradients at all pre-activations of z_l = h_{l−1} W_l, h_l = φ(z_l).
 * @param Ws W_1 … W_L, each [n_{l−1}, n_l]
 * @param zs z_1 … z_L, each [batch, n_l]
 * @param hs h_0 … h_{L−1}, each [batch, n_l], with h_0 = x
 * @param dAct φ′
 * @param deltaOut δ_L = ∂𝓛/∂z_L, [batch, n_L]
 * @returns δ_1 … δ_L, in this order
 */
export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  // TODO: from the last layer to the first.
  return zs.map((z) => tf.zeros([z.shape[0], z.shape[1]]))
}

/**
 * The gradients of all weights.
 * @param hs h_0 … h_{L−1}
 * @param deltas δ_1 … δ_L
 * @returns ∇W_1 … ∇W_L, each of the shape of its W
 */
export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  // TODO
  return hs.map((h, l) => tf.zeros([h.shape[1], deltas[l]?.shape[1] ?? 1]))
}

/**
 * Where somebody's backward pass goes wrong.
 * @param Ws as above
 * @param zs as above
 * @param dAct as above
 * @param deltas their δ_1 … δ_L; the last one is right
 * @returns the largest l whose δ_l is wrong, from 1 to L − 1; 0 if all are right
 */
export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  // TODO
  return 0
}
