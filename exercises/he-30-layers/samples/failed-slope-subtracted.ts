// 1 − a² where the two halves add up.
// Misconception: slope-subtracted
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 - Math.min(negSlope, 0.99) ** 2) * fanIn))
}
