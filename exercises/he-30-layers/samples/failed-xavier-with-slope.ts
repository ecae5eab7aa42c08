// Makes up for the slope and not for the half that ReLU removes.
// Misconception: xavier
export function initStd(fanIn: number, negSlope: number): number {
  return 1 / Math.sqrt((1 + negSlope ** 2) * fanIn)
}
