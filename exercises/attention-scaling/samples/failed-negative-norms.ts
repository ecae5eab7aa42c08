// Breaks "It returns, for each example, the norm" for a negative scale: multiplies the norm by scale with its sign.
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = q.matMul(K, false, true).div(Math.sqrt(q.shape[2]))
  return scores.softmax().matMul(V) as tf.Tensor3D
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const weights = q.expandDims(1).matMul(K, false, true).mul(scale).softmax()
    const gains = up.expandDims(1).matMul(V, false, true)
    const pull = weights.mul(gains.sub(weights.mul(gains).sum(2, true)))
    const direction = pull.matMul(K).squeeze([1])
    return direction.square().sum(1).sqrt().mul(scale) as tf.Tensor1D
  })
}
