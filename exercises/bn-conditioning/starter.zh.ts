import * as tf from '@tensorflow/tfjs'

/**
 * L(w) = ‖Xw − y‖²/(2N) 的海森矩阵 H = XᵀX/N 的条件数。
 * @param X [N, 2]
 * @returns λ_max/λ_min
 */
export function hessianCond(X: tf.Tensor2D): number {
  // TODO：H 是 2×2 矩阵，特征值是方程 λ² − (迹)·λ + (行列式) = 0 的根。
  return X.shape[1]
}

/**
 * 把每个特征平移、缩放，让它在各行上均值为 0、方差为 1。
 * @param X [N, 2]
 * @returns [N, 2]
 */
export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  // TODO：由你来写。
  return X.clone()
}

/**
 * 对 L 做梯度下降时，不发散的最大步长。
 * @param X [N, 2]
 */
export function maxEta(X: tf.Tensor2D): number {
  // TODO：由你来写。
  return 1 / X.shape[1]
}
