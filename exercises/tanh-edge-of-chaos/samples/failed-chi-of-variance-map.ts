// Breaks "the factor by which one layer multiplies ‖δ‖²": returns the slope of the map from q to the next q, E (tanh'² + tanh·tanh''), in place of E tanh'².
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

/** The derivative of E tanh(√q z)² by q. */
function meanSlopeSquare(q: number): number {
  const root = Math.sqrt(q)
  return gaussianMean((z) => {
    const t = Math.tanh(root * z)
    return (1 - t * t) * (1 - 3 * t * t)
  })
}

export function qStar(sw2: number, sb2: number): number {
  // the right-hand side lies above q below the stable solution, and under q above it
  let low = 1e-7
  let high = sw2 + sb2 + 1
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2
    if (sw2 * meanSquare(middle) + sb2 > middle) low = middle
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
  // the critical line: σ_w² = 1/E tanh'² and σ_b² = q - σ_w²·E tanh², with q as the parameter
  const critical = (q: number): number => {
    const root = Math.sqrt(q)
    return 1 / gaussianMean((z) => (1 - Math.tanh(root * z) ** 2) ** 2)
  }
  let low = 0
  let high = 12
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2
    if (middle - critical(middle) * meanSquare(middle) < sb2) low = middle
    else high = middle
  }
  return critical((low + high) / 2)
}
