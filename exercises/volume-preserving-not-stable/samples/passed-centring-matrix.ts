// Right: the mean leaves by a product with I - 1/changed, the sum over the columns is a product with ones, and the stretch is worked out by tensors.
import * as tf from '@tensorflow/tfjs'

interface Coupling {
  S: tf.Tensor2D
  T: tf.Tensor2D
  preserve: boolean
}

function centring(size: number): tf.Tensor2D {
  return tf.eye(size).sub(1 / size) as tf.Tensor2D
}

export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  const [kept, changed] = params.S.shape
  const a = tf.slice(x, [0, 0], [x.shape[0], kept])
  const b = tf.slice(x, [0, kept], [x.shape[0], changed])
  const free = tf.tanh(tf.matMul(a, params.S))
  const s = params.preserve ? tf.matMul(free, centring(changed)) : free
  const moved = tf.addN([tf.mul(b, tf.exp(s)), tf.matMul(a, params.T)])
  return {
    y: tf.concat([a, moved], 1) as tf.Tensor2D,
    logDet: tf.matMul(s, tf.ones([changed, 1])).as1D(),
  }
}

export function stretch(K: number): tf.Scalar {
  return tf.tidy(() => {
    const lower = tf.tensor2d([
      [1, 0],
      [1, 1],
    ])
    const upper = tf.tensor2d([
      [1, 1],
      [0, 1],
    ])
    let M = tf.eye(2)
    for (let k = 0; k < K; k++) M = upper.matMul(lower.matMul(M))
    // The squared singular values have the sum of squares as their sum and 1 as their product.
    const total = M.square().sum()
    const largest = total.add(total.square().sub(4).sqrt()).div(2)
    return largest.sqrt() as tf.Scalar
  })
}
