/**
 * 一层初始权重的标准差，使梯度不随深度衰减，也不随深度增长。
 * @param fanIn 每个单元的输入个数，1 到 10000 的整数
 * @param negSlope φ 中的 a：z > 0 时 φ(z) = z，否则为 a·z；从 0（ReLU）到 1（线性）
 * @returns 每个权重的标准差（不是方差），正数
 */
export function initStd(fanIn: number, negSlope: number): number {
  // TODO：φ 让均方值通过多大的份额？又有多少个输入加在一起？
  return 0.1
}
