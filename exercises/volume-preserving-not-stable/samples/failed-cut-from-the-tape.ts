import * as tf from '@tensorflow/tfjs'
// Misconception: off-the-tape

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

// Right numbers, made outside the tape: no gradient passes.
export function coupling(x: tf.Tensor2D, { S, T, preserve }: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const copy = tf.tensor2d(Array.from(x.dataSync()), x.shape)
  const left = copy.slice([0, 0], [-1, S.shape[0]])
  const right = copy.slice([0, S.shape[0]], [-1, S.shape[1]])
  const raw = left.matMul(S).tanh()
  const s = preserve ? raw.sub(raw.mean(1, true)) : raw
  const moved = right.mul(s.exp()).add(left.matMul(T))
  return { y: tf.concat([left, moved], 1).as2D(x.shape[0], x.shape[1]), logDet: s.sum(1).as1D() }
}

export const stretch = (K: number): tf.Scalar => tf.scalar(((3 + Math.sqrt(5)) / 2) ** K)
