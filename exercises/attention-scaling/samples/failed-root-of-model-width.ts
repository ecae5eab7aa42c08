// Breaks the formula of `attention`: divides by the root of d_model = heads · d_k, which agrees for one head.
// Misconception: width-of-all-heads
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const width = q.shape[0] * q.shape[2]
  const scores = q.matMul(K, false, true).div(Math.sqrt(width))
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
    const inner = (x: tf.Tensor): tf.Scalar => {
      const scores = x.expandDims(1).matMul(K, false, true).mul(scale)
      const o = scores.softmax().matMul(V)
      return o.mul(up.expandDims(1)).sum() as tf.Scalar
    }
    return tf.grad(inner)(q).square().sum(1).sqrt() as tf.Tensor1D
  })
}
