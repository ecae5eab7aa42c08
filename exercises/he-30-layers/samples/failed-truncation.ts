// Corrects for a truncated normal distribution, although the draws here are not truncated.
// Misconception: truncated-normal
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn)) / 0.87962566
}
