/** E f(z) for a standard normal z. Given; exact to nine digits for smooth f. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

/** E tanh(√q z)²: what the activation leaves of a variance q. The standard deviation stands in front of z. */
const signal = (q: number): number => gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2)

/** E tanh'(√q z)², squared before it is averaged, because squares of δ are what adds up. */
const slope = (q: number): number => gaussianMean((z) => (1 - Math.tanh(Math.sqrt(q) * z) ** 2) ** 2)

export function qStar(sw2: number, sb2: number): number {
  // tanh² is below 1, so every fixed point lies below σ_w² + σ_b². From there the map descends to the largest one, which
  // is the stable one. (From 0 it would stay at 0 where there are no biases, even if 0 is unstable.)
  let q = sw2 + sb2
  for (let i = 0; i < 1000; i++) {
    const next = sw2 * signal(q) + sb2
    if (Math.abs(next - q) <= 1e-10) return next
    q = next
  }
  return q
}

export function chi1(sw2: number, sb2: number): number {
  return sw2 * slope(qStar(sw2, sb2))
}

export function depthScale(sw2: number, sb2: number): number {
  // ‖δ‖² after k layers is χ^k = e^{±k/ξ}.
  return 1 / Math.abs(Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  // On the critical line q* determines everything: σ_w² = 1/E φ'², and the fixed point then gives σ_b². So one
  // bisection, over q, finds the point with this σ_b².
  const biasOf = (q: number): number => q - signal(q) / slope(q)
  let low = 0
  let high = 100
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (biasOf(middle) < sb2) low = middle
    else high = middle
  }
  return 1 / slope(low)
}
