import * as tf from '@tensorflow/tfjs'

/**
 * 梯度的全局范数超过 c 时，把它缩短到 c，方向不变。
 * @param gs 每个参数一个张量，至少一个，形状不限
 * @param c 允许的最大全局范数，在 0.1 与 1000 之间
 * @returns clipped：每个梯度对应一个同样形状的张量；norm：裁剪之前 gs 的全局范数
 */
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  // TODO：所有张量合起来求一个范数，再用同一个系数乘以所有张量。
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(c) }
}
