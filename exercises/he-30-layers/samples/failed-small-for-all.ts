// One small number for all.
// Misconception: constant
export function initStd(_fanIn: number, _negSlope: number): number {
  return 0.05
}
