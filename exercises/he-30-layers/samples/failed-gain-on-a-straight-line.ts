// Breaks "how it depends on `negSlope`": draws a straight line from the gain √2 at slope 0 to the gain 1 at slope 1.
export function initStd(fanIn: number, negSlope: number): number {
  const gain = Math.SQRT2 + (1 - Math.SQRT2) * negSlope
  return gain / Math.sqrt(fanIn)
}
