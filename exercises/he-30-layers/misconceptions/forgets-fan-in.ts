// The gain alone, without the number of inputs that add up.
export function initStd(_fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / (1 + negSlope ** 2))
}
