// Breaks "how it depends on `negSlope`": takes √(2/fanIn) for every slope.
// Misconception: forgets-slope
export function initStd(fanIn: number, negSlope: number): number {
  void negSlope
  return Math.sqrt(2 / fanIn)
}
