// Looks for the standard deviation by bisection: the one with which one layer multiplies the second moment by 1.
function momentFactor(std: number, fanIn: number, negSlope: number): number {
  const preActivation = fanIn * std * std
  return 0.5 * preActivation + 0.5 * negSlope * negSlope * preActivation
}

export function initStd(fanIn: number, negSlope: number): number {
  let low = 0
  let high = 1
  while (momentFactor(high, fanIn, negSlope) < 1) high *= 2
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2
    if (momentFactor(middle, fanIn, negSlope) < 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}
