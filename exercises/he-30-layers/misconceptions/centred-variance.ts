// The variance of φ(z) about its mean, where the second moment counts.
export function initStd(fanIn: number, negSlope: number): number {
  const second = (1 + negSlope ** 2) / 2
  const mean = (1 - negSlope) / Math.sqrt(2 * Math.PI)
  return 1 / Math.sqrt(fanIn * (second - mean ** 2))
}
