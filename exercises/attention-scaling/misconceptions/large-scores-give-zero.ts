import * as tf from '@tensorflow/tfjs'

function attend(scale: number, q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = tf.matMul(q, K, false, true).mul(scale)
  return tf.matMul(tf.softmax(scores), V).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  return tf.tidy(() => attend(1 / Math.sqrt(q.shape[2]), q, K, V))
}

// Where scores are larger than exp can hold, softmax is taken for a switch, and its gradient for 0.
export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const [batch, width] = q.shape
    const loss = (rows: tf.Tensor) =>
      attend(scale, rows.as3D(batch, 1, width), K, V)
        .mul(up.expandDims(1))
        .sum()
    const norms = tf.grad(loss)(q).square().sum(1).sqrt()
    const largest = tf
      .matMul(q.as3D(batch, 1, width), K, false, true)
      .mul(scale)
      .abs()
      .max([1, 2])
    return tf.where(largest.less(88), norms, tf.zerosLike(norms)).as1D()
  })
}
