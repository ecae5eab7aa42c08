// Right, with fixed-point iteration whose geometric tail is summed up (Steffensen) so that it also ends near σ_w² = 1.
/** E f(z) for a standard normal z. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

function layer(q: number, sw2: number, sb2: number): number {
  return sw2 * gaussianMean((z) => Math.tanh(Math.sqrt(q) * z) ** 2) + sb2
}

export function qStar(sw2: number, sb2: number): number {
  let q = sw2 + sb2
  for (let round = 0; round < 150; round++) {
    const one = layer(q, sw2, sb2)
    const two = layer(one, sw2, sb2)
    const bend = two - 2 * one + q
    if (q < 1e-7 || Math.abs(one - q) < 1e-11 * q || Math.abs(bend) < 1e-15) return Math.max(0, two)
    q = Math.max(0, q - (one - q) ** 2 / bend)
  }
  return q
}

export function chi1(sw2: number, sb2: number): number {
  const root = Math.sqrt(qStar(sw2, sb2))
  return sw2 * gaussianMean((z) => Math.cosh(root * z) ** -4)
}

export function depthScale(sw2: number, sb2: number): number {
  return Math.abs(1 / Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  // regula falsi with the Illinois correction in ln σ_w²
  const f = (log: number): number => Math.log(chi1(Math.exp(log), sb2))
  let left = Math.log(0.9)
  let right = Math.log(5)
  let fLeft = f(left)
  let fRight = f(right)
  let side = 0
  let x = left
  for (let round = 0; round < 60 && right - left > 1e-9; round++) {
    x = (left * fRight - right * fLeft) / (fRight - fLeft)
    const fx = f(x)
    if (Math.abs(fx) < 1e-10) break
    if (fx < 0) {
      left = x
      fLeft = fx
      if (side === -1) fRight /= 2
      side = -1
    } else {
      right = x
      fRight = fx
      if (side === 1) fLeft /= 2
      side = 1
    }
  }
  return Math.exp(x)
}
