// The right size with the wrong sign.
export function initStd(fanIn: number, negSlope: number): number {
  return -Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
}
