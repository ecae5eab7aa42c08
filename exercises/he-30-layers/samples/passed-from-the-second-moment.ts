// What a leaky ReLU lets through of a second moment of one: half of it whole, half of it scaled by the slope twice.
function passedOn(slope: number): number {
  let sum = 0
  for (const factor of [1, slope]) sum += 0.5 * factor ** 2
  return sum
}

export function initStd(fanIn: number, negSlope: number): number {
  return (fanIn * passedOn(negSlope)) ** -0.5
}
