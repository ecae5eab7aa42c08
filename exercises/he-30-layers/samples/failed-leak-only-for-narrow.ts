// Knows the slope below 100 inputs and forgets it above.
export function initStd(fanIn: number, negSlope: number): number {
  const leak = fanIn < 100 ? negSlope ** 2 : 0
  return Math.sqrt(2 / ((1 + leak) * fanIn))
}
