import * as tf from '@tensorflow/tfjs'

/**
 * The largest factor by which W stretches a row, by power iteration on W Wᵀ.
 * @param W [m, n]
 * @param iters how many steps, a whole number from 0 on
 * @param v0 [m], the row to start from; of any length but 0
 * @returns ‖v W‖ for the row v of length 1 that the steps have led to: a scalar
 */
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  // TODO: v W stretches v, and (v W) Wᵀ brings it back to m numbers, turned towards the direction that is stretched most.
  return tf.scalar(0)
}
