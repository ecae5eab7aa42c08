import * as tf from '@tensorflow/tfjs'

/**
 * 缩放点积注意力，各头独立计算。
 * @param q [heads, queries, d_k]
 * @param K [heads, keys, d_k]
 * @param V [heads, keys, d_v]
 * @returns [heads, queries, d_v]
 */
export function attention(q: tf.Tensor3D, K: tf.Tensor3D, V: tf.Tensor3D): tf.Tensor3D {
  // TODO：先算分数并缩放，再求权重（每个查询的权重加起来等于 1），最后对 V 的各行加权平均。
  void K
  return tf.zeros([q.shape[0], q.shape[1], V.shape[2]])
}

/**
 * 每个样本一个查询：返回 ‖∂⟨up, o⟩/∂q‖，其中 o 是分数乘以 `scale` 之后的注意力输出。
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
  // TODO：由你来写。
  void scale
  void K
  void V
  void up
  return tf.zeros([q.shape[0]])
}
