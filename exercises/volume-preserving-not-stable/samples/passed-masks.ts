import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

// Halves by masks and padding, without cutting x: the matrices are made square, with zeros where nothing happens.
export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = S.shape
  const widen = (matrix: tf.Tensor2D) =>
    tf.concat([tf.zeros([kept + changed, kept]), tf.concat([matrix, tf.zeros([changed, changed])], 0)], 1)
  const right = tf.concat1d([tf.zeros([kept]), tf.ones([changed])])
  const raw = tf.tanh(tf.matMul(x, widen(S)))
  const mean = raw.sum(1, true).div(changed)
  const s = preserve ? raw.sub(mean).mul(right) : raw
  const y = x.mul(s.exp()).add(tf.matMul(x, widen(T)))
  return { y: y.as2D(x.shape[0], x.shape[1]), logDet: s.sum(1).as1D() }
}

// Squares of singular values: the larger root of t² − pt + 1, with p the sum of the squared elements.
export function stretch(K: number): tf.Scalar {
  const fibonacci = [0, 1]
  for (let i = 2; i <= 2 * K + 1; i++) fibonacci.push((fibonacci[i - 1] ?? 0) + (fibonacci[i - 2] ?? 0))
  const [low = 0, middle = 0, high = 0] = fibonacci.slice(2 * K - 1)
  const p = low ** 2 + 2 * middle ** 2 + high ** 2
  return tf.scalar(Math.sqrt((p + Math.sqrt(p ** 2 - 4)) / 2))
}
