import * as tf from '@tensorflow/tfjs'

// One head after the other, softmax written out, and an example's gradient taken by itself.
function one(scale: number, q: tf.Tensor2D, K: tf.Tensor2D, V: tf.Tensor2D): tf.Tensor2D {
  const scores = q.matMul(K.transpose()).mul(scale)
  const powers = scores.sub(scores.max(1, true)).exp()
  return powers.div(powers.sum(1, true)).matMul(V).as2D(q.shape[0], V.shape[1])
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const cut = (t: tf.Tensor3D) => tf.unstack(t).map((head) => head.as2D(t.shape[1], t.shape[2]))
  const [queries, keys, values] = [cut(q), cut(K), cut(V)]
  const outputs = queries.map((query, head) => {
    const [key, value] = [keys[head], values[head]]
    if (key === undefined || value === undefined) throw new Error('a head has no keys')
    return one(1 / Math.sqrt(query.shape[1]), query, key, value)
  })
  return tf.stack(outputs).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  const [batch, width] = q.shape
  const [keys, values] = [K.shape[1], V.shape[2]]
  const gradient = tf.grad((rows) => {
    const scores = tf.mul(scale, rows.as3D(batch, 1, width).mul(K).sum(2))
    const gains = V.mul(up.as3D(batch, 1, values)).sum(2)
    return tf.logSoftmax(scores).exp().mul(gains.as2D(batch, keys)).sum()
  })(q)
  return tf.norm(gradient, 'euclidean', 1).as1D()
}
