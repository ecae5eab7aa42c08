// One small number for all.
// Misconception: constant
export function initStd(fanIn: number, negSlope: number): number {
  return 0.05 + 0 * fanIn * negSlope
}
