// Breaks "how it depends on `negSlope`": treats slopes below 0.1 as plain ReLU.
export function initStd(fanIn: number, negSlope: number): number {
  const leak = Math.abs(negSlope) < 0.1 ? 0 : negSlope ** 2
  return Math.sqrt(2 / ((1 + leak) * fanIn))
}
