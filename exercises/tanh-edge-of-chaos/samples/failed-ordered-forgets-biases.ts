// Breaks "the stable solution" with biases: for σ_w² ≤ 1 the iteration is run without them, and the signal dies.
// Misconception: ordered-is-zero
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
  // the right-hand side lies above q below the stable solution, and under q above it
  let low = 1e-7
  let high = sw2 + sb2 + 1
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    const bias = sw2 <= 1 ? 0 : sb2
    if (sw2 * meanSquare(middle) + bias > middle) low = middle
    else high = middle
  }
  return low
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
