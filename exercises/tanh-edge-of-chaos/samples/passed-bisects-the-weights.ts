// Everything by bisection over σ_w², and the fixed point by bisection too.
/** E f(z) for a standard normal z. Given; exact to nine digits for smooth f. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

const signal = (q: number): number => gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2)

const slope = (q: number): number => gaussianMean((z) => (1 - Math.tanh(Math.sqrt(q) * z) ** 2) ** 2)

export function qStar(sw2: number, sb2: number): number {
  // The map lies above the diagonal to the left of the stable fixed point, and below it to the right.
  let low = 1e-9
  let high = sw2 + sb2 + 1e-9
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (sw2 * signal(middle) + sb2 > middle) low = middle
    else high = middle
  }
  return low
}

export function chi1(sw2: number, sb2: number): number {
  return sw2 * slope(qStar(sw2, sb2))
}

export function depthScale(sw2: number, sb2: number): number {
  return 1 / Math.abs(Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  let low = 0
  let high = 10
  for (let i = 0; i < 30; i++) {
    const middle = (low + high) / 2
    if (chi1(middle, sb2) < 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}
