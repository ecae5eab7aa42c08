import * as tf from '@tensorflow/tfjs'

interface Coupling {
  /** Both [kept, changed]: how many columns of x are kept, and how many are changed. */
  S: tf.Tensor2D
  T: tf.Tensor2D
  /** Whether s loses its mean, so that the volume stays. */
  preserve: boolean
}

/**
 * One coupling layer.
 * @param x [batch, kept + changed]
 * @returns y like x, and ln|det ∂y/∂x| for each row, [batch]
 */
export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  // TODO: keep the left columns, scale and shift the right ones.
  return { y: x.mul(0).as2D(x.shape[0], x.shape[1]), logDet: tf.ones([x.shape[0]]) }
}

/** The largest singular value of K pairs of couplings v ← v + u, u ← u + v. */
export function stretch(K: number): tf.Scalar {
  // TODO
  return tf.scalar(0)
}
