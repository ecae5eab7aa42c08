import * as tf from '@tensorflow/tfjs'

/**
 * Scaled dot-product attention, each head for itself.
 * @param q [heads, queries, d_k]
 * @param K [heads, keys, d_k]
 * @param V [heads, keys, d_v]
 * @returns [heads, queries, d_v]
 */
export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  // TODO: scores, their scale, weights that add up to 1 for each query, and the weighted mean of the rows of V.
  void K
  return tf.zeros([q.shape[0], q.shape[1], V.shape[2]])
}

/**
 * One query for each example: ‖∂⟨up, o⟩/∂q‖, where o is the attention whose scores are multiplied by `scale`.
 * @param q [batch, d_k]
 * @param K [batch, keys, d_k]
 * @param V [batch, keys, d_v]
 * @param up [batch, d_v]
 * @returns [batch]
 */
export function queryGradNorms(
  scale: number,
  q: tf.Tensor2D,
  K: tf.Tensor3D,
  V: tf.Tensor3D,
  up: tf.Tensor2D,
): tf.Tensor1D {
  // TODO
  void scale
  void K
  void V
  void up
  return tf.zeros([q.shape[0]])
}
