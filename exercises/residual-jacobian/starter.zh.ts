import * as tf from '@tensorflow/tfjs'

/** 把 [batch, n] 变成 [batch, m]，批量大小任意，行与行互不影响。 */
type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

/**
 * f 在一点处的雅可比矩阵：元素 (i, j) 是 ∂f_i/∂x_j。
 * @param x [n]
 * @returns [m, n]
 */
export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  const n = x.shape[0]
  const m = f(x.as2D(1, n)).shape[1]
  // TODO：一个梯度就是一行。一个批量能不能装下所有的行？
  return tf.zeros([m, n])
}

/**
 * 残差块 x ↦ x + f(x) 的雅可比矩阵，其中 f 不改变宽度。
 * @param x [n]
 * @returns [n, n]
 */
export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  // TODO：由你来写。
  return jacobian(f, x)
}
