import * as tf from '@tensorflow/tfjs'

interface Coupling {
  /** 形状都是 [kept, changed]：x 有多少列保留，有多少列改变。 */
  S: tf.Tensor2D
  T: tf.Tensor2D
  /** 是否从 s 中减去均值，让体积不变。 */
  preserve: boolean
}

/**
 * 一个耦合层。
 * @param x [batch, kept + changed]
 * @returns 与 x 同形状的 y，以及每一行的 ln|det ∂y/∂x|，[batch]
 */
export function coupling(x: tf.Tensor2D, params: Coupling): { y: tf.Tensor2D; logDet: tf.Tensor1D } {
  // TODO：左边各列保留，右边各列缩放再平移。
  return { y: x.mul(0).as2D(x.shape[0], x.shape[1]), logDet: tf.ones([x.shape[0]]) }
}

/** K 对耦合（v ← v + u，u ← u + v）的最大奇异值。 */
export function stretch(K: number): tf.Scalar {
  // TODO：由你来写。
  return tf.scalar(0)
}
