// 1 + a where second moments need 1 + a².
export function initStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope) * fanIn))
}
