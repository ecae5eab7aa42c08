// Breaks "How your value depends on `fanIn`": rounds fanIn to the nearest power of two.
export function initStd(fanIn: number, negSlope: number): number {
  const width = 2 ** Math.round(Math.log2(fanIn))
  return Math.sqrt(2 / ((1 + negSlope ** 2) * width))
}
