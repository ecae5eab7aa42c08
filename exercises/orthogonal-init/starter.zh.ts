import * as tf from '@tensorflow/tfjs'
import { gauss } from 'kit'

/**
 * 长度为 1、两两垂直的各行；对每个 i，前 i 行与 A 的前 i 行张成同一个空间。
 * @param A [k, n]，k ≤ n，各行线性无关
 * @returns [k, n]；第 i 行与 A 的第 i 行同侧
 */
export function orthonormalRows(A: tf.Tensor2D): tf.Tensor2D {
  // TODO：每一行先减去它沿前面各行的分量，再把长度变成 1。
  return A.clone()
}

/**
 * 随机正交矩阵乘以增益。
 * @returns [n, n]，种子不同，矩阵也不同
 */
export function orthogonalInit(n: number, gain: number, seed: number): tf.Tensor2D {
  // TODO：从正态抽样开始。
  return gauss([n, n], seed)
}
