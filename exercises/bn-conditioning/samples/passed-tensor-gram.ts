// Right, with tensors: XᵀX/N by tf.matMul, tf.moments for the scaling, and the quadratic formula of the hint.
import * as tf from '@tensorflow/tfjs'

function eigenvalues(X: tf.Tensor2D): { largest: number; smallest: number } {
  const H = tf.matMul(X, X, true, false).div(X.shape[0])
  const [[a, b], [c, d]] = H.arraySync() as number[][]
  const trace = a + d
  const det = a * d - b * c
  const root = Math.sqrt(Math.max(0, trace * trace - 4 * det))
  return { largest: (trace + root) / 2, smallest: (trace - root) / 2 }
}

export function hessianCond(X: tf.Tensor2D): number {
  const { largest, smallest } = eigenvalues(X)
  return largest / smallest
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  const centred = X.sub(X.mean(0))
  // centred a second time: takes off what rounding left of a large mean
  const again = centred.sub(centred.mean(0))
  const { variance } = tf.moments(again, 0)
  return again.div(variance.sqrt()) as tf.Tensor2D
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / eigenvalues(X).largest
}
