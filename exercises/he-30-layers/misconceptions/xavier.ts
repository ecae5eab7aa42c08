// Xavier's variance 1/fanIn: it keeps a linear network in balance and forgets the half that ReLU removes.
export function initStd(fanIn: number, _negSlope: number): number {
  return Math.sqrt(1 / fanIn)
}
