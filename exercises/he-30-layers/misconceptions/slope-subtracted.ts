// 1 − a² where the two halves add up: at a = 1 nothing is left to divide by.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 - negSlope ** 2) * fanIn))
}
