// Breaks "How your value depends on `fanIn`": divides by fanIn - 1, as for a sample variance.
export function initStd(fanIn: number, negSlope: number): number {
  const inputs = Math.max(1, fanIn - 1)
  return Math.sqrt(2 / ((1 + negSlope ** 2) * inputs))
}
