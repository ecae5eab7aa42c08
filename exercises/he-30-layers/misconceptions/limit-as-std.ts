// The limit of the uniform distribution, √3 times its standard deviation.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(6 / ((1 + negSlope ** 2) * fanIn))
}
