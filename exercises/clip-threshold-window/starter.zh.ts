/** 对 L(w) = ½ (w^power − target)² 做梯度下降的设置，以及怎样才算走到。 */
interface Run {
  /** 偶数。 */
  power: number
  target: number
  /** 第一步之前的 w。 */
  start: number
  learningRate: number
  steps: number
  /** 最后的损失不超过它，就算走到。 */
  goal: number
}

/**
 * 运行梯度下降，每一步的梯度都按 c 裁剪，返回走完最后一步的损失。
 * @param c 梯度长度的阈值，c > 0
 */
export function runClipped(c: number, run: Run): number {
  // TODO：写出梯度，按 c 裁剪，再走一步。
  const w = run.start
  void c
  return 0.5 * (w ** run.power - run.target) ** 2
}

/**
 * 第一段走得到的阈值：下边缘和上边缘，各允许差 3%。
 */
export function safeWindow(run: Run): [number, number] {
  // TODO：试不同的阈值，找出第一段走得到的区间从哪里开始、到哪里结束。
  return [runClipped(1, run), runClipped(2, run)]
}
