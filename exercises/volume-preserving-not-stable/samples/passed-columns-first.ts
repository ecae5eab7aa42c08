// Right: works on the transposed batch, columns of x as rows, and writes the power of the golden ratio by Fibonacci numbers.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = params.S.shape
  const turned = x.transpose() as tf.Tensor2D
  const a = turned.slice(0, kept) as tf.Tensor2D
  const b = turned.slice(kept, changed) as tf.Tensor2D
  const free = tf.matMul(params.S, a, true, false).tanh() as tf.Tensor2D
  const s = params.preserve ? (free.sub(free.mean(0)) as tf.Tensor2D) : free
  const t = tf.matMul(params.T, a, true, false)
  const moved = b.mul(s.exp()).add(t) as tf.Tensor2D
  return { y: tf.concat([a, moved], 0).transpose() as tf.Tensor2D, logDet: s.sum(0) as tf.Tensor1D }
}

/** phi^(2K) = F(2K) phi + F(2K - 1). */
export function stretch(K: number): tf.Scalar {
  let before = 0
  let now = 1
  for (let i = 1; i < 2 * K; i++) {
    const next = before + now
    before = now
    now = next
  }
  const phi = (1 + Math.sqrt(5)) / 2
  return tf.scalar(K === 0 ? 1 : now * phi + before)
}
