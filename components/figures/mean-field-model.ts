import { multiply, multiplyTransposed, squaredNorm } from './dense.ts'
import { makeGaussianSource } from './random.ts'

/** A point of the phase diagram: σ_w² (n times the variance of one weight) and σ_b² (the variance of one bias). */
export interface Variances {
  weight: number
  bias: number
}

const step = 1 / 8
const reach = 8
const ordinates = Array.from({ length: reach / step + 1 }, (_, i) => i * step)
const densities = ordinates.map((z, i) => ((i === 0 ? 1 : 2) * step * Math.exp(-z * z * 0.5)) / Math.sqrt(2 * Math.PI))

/**
 * E f(tanh(√q z)²) for a standard normal z: trapezoidal rule on [0, 8], which is enough because the integrand is even.
 * Accuracy: 1e-9 for q up to 10.
 */
function meanOverTanh(q: number, f: (tanhSquared: number) => number): number {
  const deviation = Math.sqrt(q)
  let sum = 0
  for (let i = 0; i < ordinates.length; i++) {
    sum += (densities[i] ?? 0) * f(Math.tanh(deviation * (ordinates[i] ?? 0)) ** 2)
  }
  return sum
}

/** E tanh(√q z)², the variance that tanh lets through. */
export const throughput = (q: number): number => meanOverTanh(q, (square) => square)

/** E tanh'(√q z)²; tanh' = 1 − tanh². */
export const meanSquaredSlope = (q: number): number => meanOverTanh(q, (square) => (1 - square) ** 2)

/**
 * q*: the stable solution of q = σ_w² E tanh(√q z)² + σ_b². The map is concave and lies below σ_w² + σ_b², so Newton's
 * steps from there go down to the largest solution, which is the stable one.
 */
export function fixedPoint({ weight, bias }: Variances): number {
  let q = weight + bias
  for (let i = 0; i < 40; i++) {
    const dq = 1e-6 * q + 1e-12
    const value = weight * throughput(q) + bias
    const rise = (weight * throughput(q + dq) + bias - value) / dq
    const next = Math.max(0, q - (q - value) / (1 - rise))
    if (Math.abs(next - q) <= 1e-10) return next
    q = next
  }
  return q
}

export interface Phase {
  q: number
  /** χ₁: by what a layer multiplies ‖δ‖². */
  chi: number
  /** ξ: the number of layers in which ‖δ‖² changes by a factor of e. */
  depthScale: number
}

/** Source: Poole et al. 2016; Schoenholz et al. 2017. */
export function phaseAt(variances: Variances): Phase {
  const q = fixedPoint(variances)
  const chi = variances.weight * meanSquaredSlope(q)
  return { q, chi, depthScale: 1 / Math.abs(Math.log(chi)) }
}

/** The point of the critical line whose fixed point is q: χ₁ = 1 gives σ_w², the fixed point then gives σ_b². */
export function criticalPoint(q: number): Variances {
  const weight = 1 / meanSquaredSlope(q)
  return { weight, bias: q - weight * throughput(q) }
}

/** The σ_w² at which χ₁ = 1. On the line σ_b² grows with q, from 0. */
export function criticalWeightVariance(bias: number): number {
  let low = 0
  let high = 10
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (criticalPoint(middle).bias < bias) low = middle
    else high = middle
  }
  return criticalPoint(low).weight
}

export interface TanhNetwork {
  depth: number
  width: number
  batch: number
  /** Elements of variance 1: [width, width] for each layer, input side first. */
  weights: Float32Array[]
  /** [width] for each layer. */
  biases: Float32Array[]
  /** [batch, width] */
  input: Float32Array
  upstream: Float32Array
}

/** The same network for the same seed. */
export function makeTanhNetwork(size: { depth: number; width: number; batch: number; seed: number }): TanhNetwork {
  const { depth, width, batch, seed } = size
  const gaussians = makeGaussianSource(seed)
  const input = gaussians(batch * width)
  const upstream = gaussians(batch * width)
  const weights = Array.from({ length: depth }, () => gaussians(width * width))
  const biases = Array.from({ length: depth }, () => gaussians(width))
  return { depth, width, batch, weights, biases, input, upstream }
}

/**
 * ‖δ_l‖/‖δ_L‖ of z_l = tanh(z_{l−1}) W_l + b_l, input side first, with the loss ⟨u, z_L⟩. The input is scaled to the
 * length that the signal settles at, so that the profile is the settled one from the first layer on.
 */
export function tanhProfile(network: TanhNetwork, variances: Variances): number[] {
  const { depth, width, batch } = network
  const std = Math.sqrt(variances.weight / width)
  const biasStd = Math.sqrt(variances.bias)
  const settled = Math.sqrt(throughput(fixedPoint(variances)))
  let h = network.input.map((value) => value * settled)
  const slopes = network.weights.map((weights, l) => {
    const z = new Float32Array(batch * width)
    multiply(h, weights, std, width, z)
    h = z.map((value, i) => Math.tanh(value + biasStd * (network.biases[l]?.[i % width] ?? 0)))
    return h.map((value) => 1 - value * value)
  })
  const norms: number[] = []
  let delta = network.upstream
  for (let l = depth - 1; l >= 0; l--) {
    norms.unshift(Math.sqrt(squaredNorm(delta)))
    const below = new Float32Array(batch * width)
    multiplyTransposed(delta, network.weights[l] ?? new Float32Array(width * width), std, width, below)
    const slope = slopes[l - 1]
    delta = slope === undefined ? below : below.map((value, i) => value * (slope[i] ?? 0))
  }
  const top = norms.at(-1) ?? 1
  return norms.map((norm) => norm / top)
}
