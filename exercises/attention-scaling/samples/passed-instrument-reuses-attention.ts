// Scales the query before the product; the instrument calls attention itself with a query stretched by scale · √d_k and hands `up` to tf.grad as the upstream gradient.
import * as tf from '@tensorflow/tfjs'

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const small = q.mul(q.shape[2] ** -0.5)
  return tf.matMul(tf.softmax(tf.matMul(small, K, false, true)), V) as tf.Tensor3D
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const stretch = scale * Math.sqrt(q.shape[1])
    const output = (x: tf.Tensor): tf.Tensor => attention(x.mul(stretch) as tf.Tensor3D, K, V)
    const gradient = tf.grad(output)(q.expandDims(1), up.expandDims(1))
    return gradient.square().sum([1, 2]).sqrt() as tf.Tensor1D
  })
}
