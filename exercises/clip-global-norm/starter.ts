import * as tf from '@tensorflow/tfjs'

/**
 * Shortens a gradient to global norm c, if it is longer, without turning it.
 * @param gs one tensor per parameter, at least one, of any shapes
 * @param c the largest global norm that may leave, from 0.1 to 1000
 * @returns clipped: one tensor per gradient, same shapes; norm: the global norm of gs before clipping
 */
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  // TODO: one norm over all the tensors together, and one factor for all of them.
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(c) }
}
