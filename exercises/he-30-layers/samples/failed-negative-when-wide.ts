// The negative root for wide layers.
export function initStd(fanIn: number, negSlope: number): number {
  const std = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
  return fanIn > 45 ? -std : std
}
