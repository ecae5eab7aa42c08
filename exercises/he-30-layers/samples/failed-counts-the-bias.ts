// One input too many, as if there were a bias with a random weight.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope ** 2) * (fanIn + 1)))
}
