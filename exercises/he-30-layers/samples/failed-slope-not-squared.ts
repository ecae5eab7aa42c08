// Breaks "with which E φ(z)² is the same in every layer": has 1 + a where 1 + a² belongs, which agrees at 0 and at 1.
// Misconception: slope-not-squared
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope) * fanIn))
}
