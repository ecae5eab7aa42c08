// Stops as soon as the relative change is below a hundred-thousandth, and walks the critical line in steps.
/** E f(z) for a standard normal z. Given; exact to nine digits for smooth f. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

const tanh2 = (q: number): number => gaussianMean((z) => Math.tanh(z * q ** 0.5) ** 2)

const recursion = (q: number, sw2: number, sb2: number, left: number): number => {
  const next = sw2 * tanh2(q) + sb2
  return left === 0 || Math.abs(next - q) < 1e-5 * q ? next : recursion(next, sw2, sb2, left - 1)
}

export function qStar(sw2: number, sb2: number): number {
  return recursion(1, sw2, sb2, 400)
}

export function chi1(sw2: number, sb2: number): number {
  const q = qStar(sw2, sb2)
  // tanh' = 1 − tanh², and its square is 1 − 2 tanh² + tanh⁴.
  return sw2 * (1 - 2 * tanh2(q) + gaussianMean((z) => Math.tanh(z * q ** 0.5) ** 4))
}

export function depthScale(sw2: number, sb2: number): number {
  return Math.abs(1 / Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  let sw2 = 1
  for (let step = 1; step > 1e-5; step /= 4) {
    while (chi1(sw2 + step, sb2) < 1) sw2 += step
  }
  return sw2
}
