import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

interface Network {
  /** W_1 … W_L，形状各为 [n, n]，谱范数都不超过 0.7。 */
  Ws: tf.Tensor2D[]
  /** φ(z) = s·z 里的 s，大于 0，不超过 1.8。 */
  slope: number
}

/**
 * 矩阵个个都在压缩，梯度却照样变大，无论它从哪个方向来。
 * @param n 每层的宽度，2 到 24
 * @param L 深度，1 到 30
 * @param seed 矩阵的种子，正整数
 */
export function buildCounterexample(n: number, L: number, seed: number): Network {
  // TODO：这些矩阵的范数还没有限制。
  const Ws = Array.from({ length: L }, (_, l) => gauss([n, n], seed + l))
  return { Ws, slope: 1 }
}

/**
 * 预测典型的一层会做什么：一个很宽的高斯随机矩阵，缩放到给定的谱范数，再加 φ(z) = slope·z。
 * @param norm 它的谱范数
 * @param slope 激活函数的斜率
 * @returns 这样的一层，通常把梯度的长度变成几倍
 */
export function typicalFactor(norm: number, slope: number): number {
  // TODO：由你来写。
  return 1
}
