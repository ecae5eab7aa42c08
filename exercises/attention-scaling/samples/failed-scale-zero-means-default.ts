// Breaks "multiplied by `scale`, whatever it is": a scale of 0 counts as not given and becomes 1/√d_k.
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
  const factor = scale || 1 / Math.sqrt(q.shape[1])
  return tf.tidy(() => {
    const inner = (x: tf.Tensor): tf.Scalar => {
      const o = x.expandDims(1).matMul(K, false, true).mul(factor).softmax().matMul(V)
      return o.mul(up.expandDims(1)).sum() as tf.Scalar
    }
    return tf.grad(inner)(q).square().sum(1).sqrt() as tf.Tensor1D
  })
}
