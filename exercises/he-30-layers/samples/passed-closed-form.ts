// Takes the plainest way: the closed form √(2 / ((1 + a²) · fanIn)).
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope * negSlope) * fanIn))
}
