// The variance 1/n, returned as the standard deviation.
// Misconception: variance-as-std
export function initStd(fanIn: number, _negSlope: number): number {
  return 1 / fanIn
}
