// Breaks "Return the **standard deviation**": returns the variance.
// Misconception: variance-as-std
export function initStd(fanIn: number, negSlope: number): number {
  return 2 / ((1 + negSlope * negSlope) * fanIn)
}
