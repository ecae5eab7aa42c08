// Breaks "0 is the plain ReLU": a slope of 0 counts as not given and becomes 0.1.
export function initStd(fanIn: number, negSlope: number): number {
  const slope = negSlope || 0.1
  return Math.sqrt(2 / ((1 + slope ** 2) * fanIn))
}
