// Right, with a class that lays the nodes of the mean out once, bisection in ln q, and a walk with halved steps for the critical σ_w².
/** A wide tanh layer with weights of variance σ_w²/n and biases of variance σ_b². */
class WideTanh {
  private static readonly nodes = WideTanh.layOut()
  private readonly sw2: number
  private readonly sb2: number

  constructor(sw2: number, sb2: number) {
    this.sw2 = sw2
    this.sb2 = sb2
  }

  private static layOut(): { z: number; weight: number }[] {
    const raw = Array.from({ length: 161 }, (_, i) => ({
      z: i / 16,
      weight: (i === 0 ? 1 : 2) * Math.exp(-((i / 16) ** 2) / 2),
    }))
    const total = raw.reduce((sum, { weight }) => sum + weight, 0)
    return raw.map(({ z, weight }) => ({ z, weight: weight / total }))
  }

  private static mean(f: (z: number) => number): number {
    let sum = 0
    for (const { z, weight } of WideTanh.nodes) sum += weight * f(z)
    return sum
  }

  /** How much larger the next variance is than q. */
  private surplus(q: number): number {
    const root = Math.sqrt(q)
    return this.sw2 * WideTanh.mean((z) => Math.tanh(root * z) ** 2) + this.sb2 - q
  }

  /** Bisection in ln q, so that a small answer is as exact as a large one. */
  settled(): number {
    let low = Math.log(1e-9)
    let high = Math.log(this.sw2 + this.sb2)
    if (this.surplus(Math.exp(low)) <= 0) return 0
    for (let round = 0; round < 60; round++) {
      const middle = 0.5 * (low + high)
      if (this.surplus(Math.exp(middle)) > 0) low = middle
      else high = middle
    }
    return Math.exp(0.5 * (low + high))
  }

  backwardFactor(): number {
    const root = Math.sqrt(this.settled())
    return this.sw2 * WideTanh.mean((z) => (1 / Math.cosh(root * z)) ** 4)
  }
}

export function qStar(sw2: number, sb2: number): number {
  return new WideTanh(sw2, sb2).settled()
}

export function chi1(sw2: number, sb2: number): number {
  return new WideTanh(sw2, sb2).backwardFactor()
}

export function depthScale(sw2: number, sb2: number): number {
  return 1 / Math.abs(Math.log(chi1(sw2, sb2)))
}

export function criticalSw2(sb2: number): number {
  // χ₁ grows with σ_w²: find by steps of a tenth where it passes 1, then halve the step
  let sw2 = 0.9
  for (let step = 0.1; step > 1e-7; step /= 2) {
    while (chi1(sw2 + step, sb2) < 1) sw2 += step
  }
  return sw2
}
