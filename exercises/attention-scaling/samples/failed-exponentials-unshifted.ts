// Breaks "The result stays right ... when the scores are near 300": exp(300) is infinite in float32.
// Misconception: overflows
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = q.matMul(K, false, true).div(Math.sqrt(q.shape[2]))
  const exps = scores.exp()
  return exps.div(exps.sum(-1, true)).matMul(V) as tf.Tensor3D
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
