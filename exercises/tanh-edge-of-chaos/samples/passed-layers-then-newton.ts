// Right, with a signal sent through the layers a few hundred times and then Newton steps, and bisection of the sign of ln χ₁.
/** E f(z) for a standard normal z. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

function through(q: number, sw2: number, sb2: number): number {
  const root = Math.sqrt(Math.max(q, 0))
  return sw2 * gaussianMean((z) => Math.tanh(root * z) ** 2) + sb2
}

export function qStar(sw2: number, sb2: number): number {
  // an even start above every solution; from there the layers only bring it down
  let q = sw2 + sb2
  for (let depth = 0; depth < 200; depth++) {
    const next = through(q, sw2, sb2)
    if (next === q) return q
    q = next
  }
  // close to σ_w² = 1 the last part would take thousands of layers: extrapolate along the slope
  for (let round = 0; round < 40 && q > 1e-6; round++) {
    const h = 1e-4 * q
    const here = through(q, sw2, sb2) - q
    const slope = (through(q + h, sw2, sb2) - (q + h) - here) / h
    const next = q - here / slope
    if (!(next > 0)) return Math.max(q + here, 0)
    if (Math.abs(next - q) < 1e-10 * q) return next
    q = next
  }
  return q
}

export function chi1(sw2: number, sb2: number): number {
  const root = Math.sqrt(qStar(sw2, sb2))
  const slope = (z: number): number => 1 - Math.tanh(root * z) * Math.tanh(root * z)
  return sw2 * gaussianMean((z) => slope(z) * slope(z))
}

export function depthScale(sw2: number, sb2: number): number {
  return Math.abs(Math.log(chi1(sw2, sb2))) ** -1
}

export function criticalSw2(sb2: number): number {
  let fading = 1
  let growing = 4
  for (let round = 0; round < 24; round++) {
    const tried = Math.sqrt(fading * growing)
    if (Math.log(chi1(tried, sb2)) > 0) growing = tried
    else fading = tried
  }
  return Math.sqrt(fading * growing)
}
