import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

/** Columns from the first one on, as many as are asked for, by their numbers. */
const columns = (x: tf.Tensor2D, first: number, many: number): tf.Tensor2D =>
  tf.gather(x, tf.range(first, first + many, 1, 'int32'), 1)

export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = S.shape
  const a = columns(x, 0, kept)
  const b = columns(x, kept, changed)
  const free = tf.tanh(tf.matMul(a, S))
  const s = preserve ? tf.sub(free, tf.mean(free, 1, true)) : free
  const moved = tf.add(tf.mul(b, tf.exp(s)), tf.matMul(a, T)) as tf.Tensor2D
  return { y: tf.concat2d([a, moved], 1), logDet: tf.sum(s, 1) as tf.Tensor1D }
}

/** The larger root of λ² − 3λ + 1: one pair is the symmetric matrix ((2, 1), (1, 1)). */
export const stretch = (K: number): tf.Scalar => tf.scalar(((3 + Math.sqrt(5)) / 2) ** K)
