// Breaks "How your value depends on `fanIn`" in wide layers: never goes below 0.05.
export function initStd(fanIn: number, negSlope: number): number {
  const std = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
  return Math.max(0.05, std)
}
