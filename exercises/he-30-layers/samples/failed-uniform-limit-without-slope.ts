// The limit of He's uniform distribution, for ReLU.
// Misconception: limit-as-std
export function initStd(fanIn: number, _negSlope: number): number {
  return Math.sqrt(6 / fanIn)
}
