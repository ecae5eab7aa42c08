// The correction for a normal distribution that is cut off at two standard deviations.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn)) / 0.8796
}
