// Breaks "How your value depends on `fanIn`" at a single input: cuts the standard deviation off at 1.
export function initStd(fanIn: number, negSlope: number): number {
  const std = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
  return Math.min(1, std)
}
