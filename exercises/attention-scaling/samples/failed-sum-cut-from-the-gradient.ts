// Breaks "A gradient can be taken through it": the sum of the exponentials is read out and put back as a constant, so values are right and the gradient lacks a term.
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = q.matMul(K, false, true).div(Math.sqrt(q.shape[2]))
  const top = scores.max(-1, true)
  const exps = scores.sub(tf.tensor(top.dataSync(), top.shape)).exp()
  const sum = exps.sum(-1, true)
  return exps.div(tf.tensor(sum.dataSync(), sum.shape)).matMul(V) as tf.Tensor3D
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
