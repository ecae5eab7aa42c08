// Right, with Newton's method from above for q*, and a secant along the critical line, on which q is the parameter.
/** E f(z) for a standard normal z. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

interface Moments {
  /** E tanh² */
  square: number
  /** E tanh'² */
  slope: number
  /** derivative of E tanh(√q z)² by q, that is E (tanh'² + tanh·tanh'') */
  growth: number
}

function moments(q: number): Moments {
  const root = Math.sqrt(q)
  const square = gaussianMean((z) => Math.tanh(root * z) ** 2)
  const slope = gaussianMean((z) => (1 - Math.tanh(root * z) ** 2) ** 2)
  const bend = gaussianMean((z) => {
    const t = Math.tanh(root * z)
    return -2 * t * t * (1 - t * t)
  })
  return { square, slope, growth: slope + bend }
}

/** The right-hand side is concave in q, so that Newton's steps from above come down to the largest solution and never pass it. */
export function qStar(sw2: number, sb2: number): number {
  let q = sw2 + sb2
  for (let round = 0; round < 100 && q > 1e-8; round++) {
    const { square, growth } = moments(q)
    const step = (q - sw2 * square - sb2) / (1 - sw2 * growth)
    q = Math.max(0, q - step)
    if (Math.abs(step) < 1e-12) break
  }
  return q
}

export function chi1(sw2: number, sb2: number): number {
  return sw2 * moments(qStar(sw2, sb2)).slope
}

export function depthScale(sw2: number, sb2: number): number {
  const log = Math.log(chi1(sw2, sb2))
  return log < 0 ? -1 / log : 1 / log
}

/** On the critical line σ_w² = 1/E tanh'², and σ_b² is what q needs besides. */
function online(q: number): { sw2: number; sb2: number } {
  const { square, slope } = moments(q)
  return { sw2: 1 / slope, sb2: q - square / slope }
}

export function criticalSw2(sb2: number): number {
  // σ_b² grows like q³ for small q, so the cube root is close to straight
  const miss = (q: number): number => Math.cbrt(online(q).sb2) - Math.cbrt(sb2)
  let before = 0.5 * Math.cbrt(sb2)
  let q = 3 * Math.cbrt(sb2)
  let missBefore = miss(before)
  for (let round = 0; round < 60; round++) {
    const missNow = miss(q)
    if (Math.abs(missNow) < 1e-10 || missNow === missBefore) break
    const next = q - (missNow * (q - before)) / (missNow - missBefore)
    before = q
    missBefore = missNow
    q = next > 0 ? next : q / 2
  }
  return online(q).sw2
}
