import * as tf from '@tensorflow/tfjs'

function attend(scale: number, q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  const scores = tf.matMul(q.mul(scale), K, false, true)
  return tf.matMul(tf.softmax(scores), V).as3D(q.shape[0], q.shape[1], V.shape[2])
}

export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  return tf.tidy(() => attend(1 / Math.sqrt(q.shape[2]), q, K, V))
}

// Kᵀ (diag p − p pᵀ) V u, with the matrix in the middle written out, and the scale as the last factor.
export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const [batch, width] = q.shape
    const p = tf.softmax(
      tf
        .matMul(K, q.as3D(batch, width, 1))
        .mul(scale)
        .squeeze([2]),
    )
    const keys = K.shape[1]
    const jacobian = tf
      .eye(keys)
      .mul(p.expandDims(1))
      .sub(tf.matMul(p.expandDims(2), p.expandDims(1)))
    const gains = tf.matMul(V, up.expandDims(2))
    const gradient = tf.matMul(K, tf.matMul(jacobian, gains), true, false).mul(scale)
    return gradient.square().sum([1, 2]).sqrt().as1D()
  })
}
