import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/**
 * Rows of length 1 that are perpendicular to each other and span, one after another, what the rows of A span.
 * @param A [k, n] with k ≤ n, its rows linearly independent
 * @returns [k, n]; row i points to the same side as row i of A
 */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  // TODO: from each row take away what points along the rows before it, then make its length 1.
  return A.clone()
}

/**
 * A random orthogonal matrix times a gain.
 * @returns [n, n], another one for each seed
 */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  // TODO: begin with normal draws.
  return gauss([n, n], seed)
}
