import * as tf from '@tensorflow/tfjs'

/**
 * 用对 W Wᵀ 的幂迭代，求 W 最多能把一个行向量拉长多少倍。
 * @param W [m, n]
 * @param iters 迭代步数，非负整数
 * @param v0 [m]，出发的行向量；长度任意，但不为 0
 * @returns ‖v W‖，其中 v 是迭代到达的、长度为 1 的行向量：标量
 */
export function spectralNorm(W: tf.Tensor2D, iters: number, v0: tf.Tensor1D): tf.Scalar {
  // TODO：v W 把 v 拉长；(v W) Wᵀ 又变回 m 个数，并且转向被拉得最长的方向。
  return tf.scalar(0)
}
