import * as tf from '@tensorflow/tfjs'
import { truncatedNormal } from 'kit'

/** 抽取一个形状为 [fanIn, fanOut] 的权重矩阵；种子不同，矩阵也不同。 */
type Sampler = (shape: [number, number], seed: number) => tf.Tensor2D

/**
 * 初始化器的实际方差是承诺方差的多少倍，至少用它的 50,000 个数来测量。
 * @param sampler 初始化器，它给出的数均值为 0
 * @param fanIn 每个单元的输入个数
 * @param target fanIn 乘以方差的标称值，例如 He 初始化是 2
 */
export function varRatio(sampler: Sampler, fanIn: number, target: number): number {
  // TODO：抽样，测量，再与承诺的值比较。
  return 1
}

/** 取自截断正态分布的 He 初始化，方差真正等于承诺的 2/fanIn。 */
export function heNormalFixed(shape: [number, number], seed: number): tf.Tensor2D {
  // TODO：乘上哪个系数，这些数的方差才是 2/fanIn？它们原来的方差不是 1。
  return tf.tidy(() => truncatedNormal(shape, seed).mul(0.05))
}
