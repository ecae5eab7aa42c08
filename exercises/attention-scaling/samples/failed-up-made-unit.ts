// Breaks "the norm of the gradient of ⟨up, o⟩": divides `up` by its norm, which agrees where that is 1.
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
    const unit = tf.divNoNan(up, up.norm('euclidean', 1, true))
    const inner = (x: tf.Tensor): tf.Scalar => {
      const o = x.expandDims(1).matMul(K, false, true).mul(scale).softmax().matMul(V)
      return o.mul(unit.expandDims(1)).sum() as tf.Scalar
    }
    return tf.grad(inner)(q).square().sum(1).sqrt() as tf.Tensor1D
  })
}
