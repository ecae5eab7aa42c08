// 0 for σ_w² ≤ 1, with biases too.
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
  if (sw2 <= 1) return 0
  let q = sw2 + sb2
  for (let i = 0; i < 10000; i++) {
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
  return 1 / Math.abs(Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
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
