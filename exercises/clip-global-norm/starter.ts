import * as tf from '@tensorflow/tfjs'

/**
 * Shortens a gradient to global norm c, if it is longer, without turning it.
 * @param gs one tensor per parameter, of any shapes
 * @param c the largest global norm that may leave, c > 0
 * @returns clipped: one tensor per gradient, same shapes; norm: the global norm of gs before clipping
 */
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  // TODO: one norm over all the tensors together, and one factor for all of them.
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(c) }
}
