// He's formula for ReLU, whatever the negative slope is.
export function initStd(fanIn: number, _negSlope: number): number {
  return Math.sqrt(2 / fanIn)
}
