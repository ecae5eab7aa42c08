// Breaks "with which E φ(z)² is the same": keeps the variance of φ(z) about its mean instead of the second moment.
// Misconception: centred-variance
export function initStd(fanIn: number, negSlope: number): number {
  const second = (1 + negSlope ** 2) / 2
  const mean = (1 - negSlope) / Math.sqrt(2 * Math.PI)
  return 1 / Math.sqrt(fanIn * (second - mean ** 2))
}
