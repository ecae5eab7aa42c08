import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/**
 * Xavier 初始化的标准差。
 * @param fanIn 每个单元的输入个数
 * @param fanOut 这一层的输出个数
 */
export function xavierStd(fanIn: number, fanOut: number): number {
  // TODO：1/fanIn 与 1/fanOut 之间，该取哪个方差？
  return 0.01
}

/** 使 [−r, r] 上的均匀分布具有同样标准差的 r。 */
export function xavierLimit(fanIn: number, fanOut: number): number {
  // TODO：[−r, r] 上的均匀分布，方差是多少？
  return 0.01
}

/** 方差为 Xavier 方差的权重矩阵 [fanIn, fanOut]；种子相同，矩阵就相同。 */
export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  // TODO：把抽样的方差调到正确的大小。
  return gauss(shape, seed)
}
