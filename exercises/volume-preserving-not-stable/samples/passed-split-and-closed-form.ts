import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

// tf.split, one op after another, and the closed form of the stretch.
export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [left, right] = tf.split(x, [S.shape[0], S.shape[1]], 1)
  if (left === undefined || right === undefined) throw new Error('x has two halves')
  let s: tf.Tensor = tf.tanh(tf.matMul(left, S))
  if (preserve) s = tf.sub(s, tf.mean(s, 1, true))
  const y = tf.concat([left, tf.add(tf.mul(tf.exp(s), right), tf.matMul(left, T))], 1)
  return { y: y.as2D(-1, x.shape[1]), logDet: tf.log(tf.prod(tf.exp(s), 1)).as1D() }
}

// φ^2K, where φ is the golden ratio.
export const stretch = (K: number): tf.Scalar => tf.scalar(((1 + Math.sqrt(5)) / 2) ** (2 * K))
