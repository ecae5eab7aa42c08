import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

/**
 * 梯度穿过各层 leaky ReLU 时，既不衰减也不增长的那个 σ_w²。
 * @param negSlope φ 中的 a：z > 0 时 φ(z) = z，否则为 a·z；0 就是 ReLU，1 就是线性
 * @returns σ_w²，即单个权重方差的 n 倍
 */
export function criticalSigmaW2(negSlope: number): number {
  // TODO：由你来写。
  return 1
}

/**
 * 梯度从损失走向输入，平均每过一层，ln‖δ_l‖² 改变多少。
 * @param sw2 σ_w²
 * @param Zs 每层一个 [n, n] 矩阵，从输入一侧排起，尚未缩放：W_l = Z_l · √(σ_w²/n)
 * @param x 即 h_0，[batch, n]
 * @param up 即 u，[batch, n]：损失是 ⟨u, z_L⟩，因此 δ_L = u
 * @param negSlope φ 中的 a
 * @returns 实测的 (ln‖δ_1‖² − ln‖δ_L‖²)/(L − 1)
 */
export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  // TODO：搭出网络，在每个 z_l 上加探针（probeDeltas），求出传回来的梯度的范数（globalNorm），然后呢？
  return 0
}
