import * as tf from '@tensorflow/tfjs'

/** softmax(scale · q Kᵀ) V, head by head. */
function attend(scale: number, q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  // [heads, queries, keys]: the last axis belongs to the keys, and softmax works along it.
  const scores = tf.matMul(q, K, false, true).mul(scale)
  return tf.matMul(tf.softmax(scores), V).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  // A score is a sum of d_k products of variance 1. d_k is the width of this head, not of the whole layer.
  return tf.tidy(() => attend(1 / Math.sqrt(q.shape[2]), q, K, V))
}

export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const [batch, width] = q.shape
    // An example meets its own keys alone, so the gradient of the sum over the batch is each example's own, row by row.
    const loss = (rows: tf.Tensor) =>
      attend(scale, rows.as3D(batch, 1, width), K, V)
        .mul(up.expandDims(1))
        .sum()
    return tf.grad(loss)(q).square().sum(1).sqrt().as1D()
  })
}
