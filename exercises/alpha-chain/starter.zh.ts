import * as tf from '@tensorflow/tfjs'

/**
 * 线性网络的损失对输入有多敏感，𝓛 = ⟨u, x W_1 W_2 … W_L⟩。
 * @param Ws W_1 … W_L，形状各为 [n_{l−1}, n_l]
 * @param x [batch, n_0]
 * @param u [batch, n_L]
 * @returns ‖∂𝓛/∂x‖，标量
 */
export function inputGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // TODO：tf.grad 可以对返回标量的函数求梯度。
  return tf.scalar(0)
}

/**
 * 损失对第一层权重有多敏感。
 * @param Ws 同上
 * @param x 同上
 * @param u 同上
 * @returns ‖∂𝓛/∂W_1‖，标量
 */
export function firstWeightGradNorm(Ws: tf.Tensor2D[], x: tf.Tensor2D, u: tf.Tensor2D): tf.Scalar {
  // TODO：由你来写。
  return tf.scalar(0)
}
