/** 标准正态变量 z 的 E f(z)，已经写好；f 光滑时精确到九位。 */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

/**
 * q*：很宽的 tanh 网络里，z 的方差逐层稳定下来的值。它满足 q = σ_w² · E tanh(√q z)² + σ_b²。
 * @param sw2 即 σ_w²，单个权重方差的 n 倍
 * @param sb2 即 σ_b²，单个偏置的方差
 * @returns 稳定的那个解
 */
export function qStar(sw2: number, sb2: number): number {
  // TODO：用 gaussianMean((z) => …) 算右边，反复迭代
  return 1
}

/** χ₁：在 q* 处，一层给 ‖δ‖² 乘上的因子。 */
export function chi1(sw2: number, sb2: number): number {
  // TODO：由你来写。
  return 0
}

/** ξ：‖δ‖² 变化 e 倍所需的层数，放大缩小都算。 */
export function depthScale(sw2: number, sb2: number): number {
  // TODO：由你来写。
  return 0
}

/** 给定正的 σ_b²，让 χ₁ = 1 的 σ_w²。 */
export function criticalSw2(sb2: number): number {
  // TODO：由你来写。
  return 1
}
