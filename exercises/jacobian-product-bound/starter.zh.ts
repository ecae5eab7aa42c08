import * as tf from '@tensorflow/tfjs'

/**
 * 第一层权重梯度的一个上界；只要长度相同，对任何 x 和任何上游梯度都成立。
 * @param Ws W_1 … W_L，形状各为 [n_{l−1}, n_l]；网络是 x W_1 W_2 … W_L，没有激活函数
 * @param x [batch, n_0]
 * @param gOut ∂𝓛/∂z_L，[batch, n_L]
 * @returns ‖x‖ ‖gOut‖ 乘上梯度到达 W_1 途中经过的所有矩阵的谱范数
 */
export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // TODO：损失与 W_1 之间隔着哪些矩阵？
  return 0
}

/**
 * 第一层权重的梯度实际有多大。
 * @param Ws 同上
 * @param x 同上
 * @param gOut 同上
 * @returns ‖∇W_1‖，即 ∂𝓛/∂W_1 各元素平方和的根
 */
export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  // TODO：由你来写。
  return 0
}
