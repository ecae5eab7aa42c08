/** 训练循环在一步里记下的三个数，都不为负，都可能是 NaN 或 Infinity。 */
interface Entry {
  loss: number
  gradNorm: number
  paramNorm: number
}

interface Config {
  /** 一个窗口有多少步（奇数）；窗口里的中位数就是水平。 */
  window: number
  /** 曲线高于或低于自己的水平多少倍，才算越界。 */
  factor: number
  /** 要连续越界多少步。 */
  patience: number
}

interface Diagnosis {
  label: 'healthy' | 'vanishing' | 'exploding' | 'nan'
  /** 最早出问题的一步，从 0 数起；健康的训练为 −1。 */
  step: number
}

/**
 * 判断一次训练有没有出问题、出的是什么问题、从哪一步开始。
 * @param trace 每一步一条记录
 */
export function diagnose(trace: Entry[], cfg: Config): Diagnosis {
  // TODO：找出第一条不是有限数的记录、第一段连续爆炸的步、第一段连续消失的步。
  void trace
  void cfg
  return { label: 'healthy', step: -1 }
}
