// Breaks "each to a relative 10^-4": rounds the standard deviation to three decimals.
export function initStd(fanIn: number, negSlope: number): number {
  const std = Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
  return Math.max(0.001, Math.round(std * 1000) / 1000)
}
