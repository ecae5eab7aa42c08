import * as tf from '@tensorflow/tfjs'

/** φ′，逐元素：输入一个张量，返回同样形状的张量。 */
type Slope = (z: tf.Tensor2D) => tf.Tensor2D

/**
 * 所有预激活值处的梯度：z_l = h_{l−1} W_l，h_l = φ(z_l)。
 * @param Ws W_1 … W_L，形状各为 [n_{l−1}, n_l]
 * @param zs z_1 … z_L，形状各为 [batch, n_l]
 * @param hs h_0 … h_{L−1}，形状各为 [batch, n_l]，h_0 = x
 * @param dAct φ′
 * @param deltaOut δ_L = ∂𝓛/∂z_L，[batch, n_L]
 * @returns δ_1 … δ_L，按这个顺序
 */
export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  // TODO：从最后一层算到第一层。
  return zs.map((z) => tf.zeros([z.shape[0], z.shape[1]]))
}

/**
 * 所有权重的梯度。
 * @param hs h_0 … h_{L−1}
 * @param deltas δ_1 … δ_L
 * @returns ∇W_1 … ∇W_L，形状与各自的 W 相同
 */
export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  // TODO：由你来写。
  return hs.map((h, l) => tf.zeros([h.shape[1], deltas[l]?.shape[1] ?? 1]))
}

/**
 * 别人的反向传播从哪里开始出错。
 * @param Ws 同上
 * @param zs 同上
 * @param dAct 同上
 * @param deltas 他的 δ_1 … δ_L；最后一个是对的
 * @returns δ_l 有错的最大的 l，1 到 L − 1；全对则为 0
 */
export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  // TODO：由你来写。
  return 0
}
