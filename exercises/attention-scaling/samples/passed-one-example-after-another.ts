import * as tf from '@tensorflow/tfjs'

// One example after the other, each with its own tf.grad, and nothing tidied.
export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = tf.mul(tf.matMul(q, K, false, true), 1 / Math.sqrt(q.shape[2]))
  const largest = tf.max(scores, -1, true)
  const powers = tf.exp(tf.sub(scores, largest))
  const total = tf.sum(powers, -1, true)
  return tf.matMul(tf.div(powers, total), V).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  const norms: number[] = []
  for (let b = 0; b < q.shape[0]; b++) {
    const query = tf.slice(q, [b, 0], [1, q.shape[1]])
    const keys = tf.squeeze(tf.slice(K, [b, 0, 0], [1, K.shape[1], K.shape[2]]), [0])
    const values = tf.squeeze(tf.slice(V, [b, 0, 0], [1, V.shape[1], V.shape[2]]), [0])
    const direction = tf.slice(up, [b, 0], [1, up.shape[1]])
    const value = (x: tf.Tensor): tf.Scalar => {
      const scores = tf.mul(tf.matMul(x.as2D(1, q.shape[1]), tf.transpose(keys)), scale)
      const output = tf.matMul(tf.softmax(scores), values.as2D(K.shape[1], V.shape[2]))
      return tf.sum(tf.mul(output, direction)).asScalar()
    }
    const gradient = tf.grad(value)(query)
    norms.push(tf.norm(gradient).dataSync()[0] ?? NaN)
  }
  return tf.tensor1d(norms)
}
