// Breaks "stretch(K) is the largest singular value": returns the root of the sum of all squares, one per cent too much for K = 1.
// Misconception: frobenius-norm
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
  const walk = (u: number, v: number): number => {
    for (let k = 0; k < K; k++) {
      v += u
      u += v
    }
    return u * u + v * v
  }
  return tf.scalar(Math.sqrt(walk(1, 0) + walk(0, 1)))
}
