// Counts no slope above a half.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + Math.min(negSlope, 0.5) ** 2) * fanIn))
}
