/** E f(z) for a standard normal z. Given; exact to nine digits for smooth f. */
function gaussianMean(f: (z: number) => number): number {
  const step = 1 / 16
  let sum = 0
  for (let i = -160; i <= 160; i++) sum += f(i * step) * Math.exp((-i * i * step * step) / 2)
  return (sum * step) / Math.sqrt(2 * Math.PI)
}

/**
 * q*: the variance of z at which the layers of a wide tanh network settle. It solves q = σ_w² · E tanh(√q z)² + σ_b².
 * @param sw2 σ_w², n times the variance of one weight
 * @param sb2 σ_b², the variance of one bias
 * @returns the stable solution
 */
export function qStar(sw2: number, sb2: number): number {
  // TODO: gaussianMean((z) => …) on the right-hand side, again and again
  return 1
}

/** χ₁: the factor by which a layer multiplies ‖δ‖² at q*. */
export function chi1(sw2: number, sb2: number): number {
  // TODO
  return 0
}

/** ξ: the number of layers in which ‖δ‖² changes by a factor of e, up or down. */
export function depthScale(sw2: number, sb2: number): number {
  // TODO
  return 0
}

/** The σ_w² at which χ₁ = 1, for this σ_b², which is positive. */
export function criticalSw2(sb2: number): number {
  // TODO
  return 1
}
