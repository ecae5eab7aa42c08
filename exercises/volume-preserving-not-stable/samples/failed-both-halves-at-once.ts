// Breaks "one pair does v <- v + u and then u <- u + v": both halves read the old values, so that each pair doubles.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const { S, T, preserve } = params
  const [kept, changed] = S.shape
  const a = x.slice([0, 0], [-1, kept])
  const b = x.slice([0, kept], [-1, changed])
  let s = a.matMul(S).tanh() as tf.Tensor2D
  if (preserve) s = s.sub(s.mean(1, true)) as tf.Tensor2D
  const t = a.matMul(T)
  const right = b.mul(s.exp()).add(t) as tf.Tensor2D
  return { y: tf.concat([a, right], 1) as tf.Tensor2D, logDet: s.sum(1) as tf.Tensor1D }
}

export function stretch(K: number): tf.Scalar {
  let M = [
    [1, 0],
    [0, 1],
  ]
  for (let k = 0; k < K; k++) {
    const [p, q] = M as [number[], number[]]
    M = [p.map((value, j) => value + q[j]!), q.map((value, j) => value + p[j]!)]
  }
  const [[p, q], [r, w]] = M as [[number, number], [number, number]]
  const total = p * p + q * q + r * r + w * w
  const det = p * w - q * r
  return tf.scalar(Math.sqrt((total + Math.sqrt(Math.max(0, total * total - 4 * det * det))) / 2))
}
