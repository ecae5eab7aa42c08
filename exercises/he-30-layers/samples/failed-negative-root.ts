// Breaks "a positive number": returns the negative root, whose square is right.
export function initStd(fanIn: number, negSlope: number): number {
  return -Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
}
