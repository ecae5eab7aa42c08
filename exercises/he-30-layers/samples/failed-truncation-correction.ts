// Breaks "drawn independently from N(0, std²)": divides by 0.8796 as if the weights were drawn from a truncated normal law.
// Misconception: truncated-normal
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn)) / 0.8796
}
