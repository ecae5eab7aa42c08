import * as tf from '@tensorflow/tfjs'
import { probeDeltas } from 'kit'

/** φ，逐元素。 */
type Activation = (z: tf.Tensor2D) => tf.Tensor2D

interface Norms {
  /** 各层的 ‖δ_l‖，l = 1 … L，[L]。 */
  delta: tf.Tensor1D
  /** 各层的 ‖∇W_l‖，l = 1 … L，[L]。 */
  weight: tf.Tensor1D
}

/**
 * 测量每一层的梯度：z_l = h_{l−1} W_l，h_l = act(z_l)，损失为 ⟨up, h_L⟩。
 * @param Ws W_1 … W_L，形状各为 [n_{l−1}, n_l]
 * @param x h_0，[batch, n_0]
 * @param act φ
 * @param up ∂𝓛/∂h_L，[batch, n_L]
 */
export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  // TODO：每层一个零探针；probeDeltas(shapes, loss) 对它们求梯度。
  const shapes = Ws.map((W) => [x.shape[0], W.shape[1]])
  return { delta: tf.zeros([shapes.length]), weight: tf.zeros([shapes.length]) }
}

/**
 * 哪一层的权重过小或过大。
 * @param Ws 同上：W_2 … W_L 里有一个被乘上了一个远离 1 的系数
 * @param x 同上
 * @param act 同上
 * @param up 同上
 * @returns 它的编号，2 到 L
 */
export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  // TODO：曲线上哪一步与众不同？
  return 2
}
