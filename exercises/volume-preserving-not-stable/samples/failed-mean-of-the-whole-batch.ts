// Breaks "s first loses its mean over the changed columns, row by row": takes away one mean of all rows together, which is right for a batch of one.
// Misconception: mean-over-the-rows
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
  if (preserve) s = s.sub(s.mean()) as tf.Tensor2D
  const t = a.matMul(T)
  const right = b.mul(s.exp()).add(t) as tf.Tensor2D
  return { y: tf.concat([a, right], 1) as tf.Tensor2D, logDet: s.sum(1) as tf.Tensor1D }
}

/** One pair is the symmetric matrix [[2, 1], [1, 1]]; its larger eigenvalue is (3 + root 5) / 2. */
export function stretch(K: number): tf.Scalar {
  return tf.scalar(((3 + Math.sqrt(5)) / 2) ** K)
}
