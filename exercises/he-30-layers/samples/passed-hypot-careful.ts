// Takes roots before it divides and uses Math.hypot, so that no square can overflow.
export function initStd(fanIn: number, negSlope: number): number {
  return Math.SQRT2 / Math.hypot(1, negSlope) / Math.sqrt(fanIn)
}
