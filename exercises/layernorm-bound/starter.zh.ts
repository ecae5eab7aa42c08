import * as tf from '@tensorflow/tfjs'

/**
 * 层归一化在一个输入处的雅可比矩阵：元素 (i, j) 是 ∂y_i/∂x_j，其中 y = (x − μ) / √(v + ε)，
 * μ 和 v 是 x 的 d 个数的均值和方差。
 * @param x [d]，d 从 2 到 32
 * @returns [d, d]
 */
export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  // TODO：x 通过三条路影响 y_i：x_i 本身、均值、方差。
  void eps
  return tf.zeros([x.shape[0], x.shape[0]])
}

/**
 * 梯度穿过 y = γ ⊙ (x − μ) / √(v + ε) + β 时，不论 x 和 d 怎样，拉长的倍数都不会超过的最小的数。
 * @param gammaMax 最大的 |γ_i|
 */
export function bound(eps: number, gammaMax: number): number {
  // TODO：由你来写。
  return eps * gammaMax
}
