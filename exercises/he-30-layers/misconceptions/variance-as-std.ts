// The right variance, returned where the standard deviation is wanted.
export function initStd(fanIn: number, negSlope: number): number {
  return 2 / ((1 + negSlope ** 2) * fanIn)
}
