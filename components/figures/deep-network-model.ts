import { multiply, multiplyTransposed, squaredNorm } from './dense.ts'
import { makeGaussianSource } from './random.ts'

/** A deep network of equal layers without biases, and the upstream gradient that enters it from the loss. */
export interface DeepNetwork {
  depth: number
  width: number
  batch: number
  /** One matrix per layer, input side first, [width, width], elements of variance 1. */
  weights: Float32Array[]
  /** [batch, width] */
  input: Float32Array
  /** ∂L/∂h_L, [batch, width] */
  upstream: Float32Array
}

export interface Profile {
  /** ‖δ_l‖ = ‖∂L/∂z_l‖ over the whole batch, input side first. */
  deltas: Float64Array
  /** ‖∂L/∂x‖ */
  input: number
  /** Which units of each layer are active for the first example. */
  active: Uint8Array[]
}

/** Draws a network: the same one for the same seed, and its first layers do not depend on the depth. */
export function makeNetwork(size: { depth: number; width: number; batch: number; seed: number }): DeepNetwork {
  const { depth, width, batch, seed } = size
  const gaussians = makeGaussianSource(seed)
  const input = gaussians(batch * width)
  const upstream = gaussians(batch * width)
  const weights = Array.from({ length: depth }, () => gaussians(width * width))
  return { depth, width, batch, weights, input, upstream }
}

/**
 * Runs h_l = φ(std · h_{l−1} W_l) forward and δ_l = (std · δ_{l+1} W_{l+1}ᵀ) ⊙ φ'(z_l) backward through the first
 * `depth` layers, with φ(z) = z for z > 0 and negSlope · z otherwise, φ'(0) = negSlope.
 * Activations and gradients are kept in float32, so they underflow where a network in tfjs does.
 */
export function gradientProfile(
  network: DeepNetwork,
  { std, negSlope = 0, depth = network.depth }: { std: number; negSlope?: number; depth?: number },
): Profile {
  const { width, batch } = network
  const slopes: Float32Array[] = []
  let h = network.input
  for (const w of network.weights.slice(0, depth)) {
    const z = new Float32Array(batch * width)
    multiply(h, w, std, width, z)
    slopes.push(z.map((value) => (value > 0 ? 1 : negSlope)))
    h = z.map((value) => (value > 0 ? value : negSlope * value))
  }
  const deltas = new Float64Array(depth)
  let gradient = network.upstream
  for (let l = depth - 1; l >= 0; l--) {
    const slope = slopes[l]
    const w = network.weights[l]
    if (!slope || !w) throw new RangeError(`layer ${l + 1} is not in a network of ${network.depth} layers`)
    const delta = gradient.map((value, i) => value * (slope[i] ?? 0))
    deltas[l] = Math.sqrt(squaredNorm(delta))
    const below = new Float32Array(batch * width)
    multiplyTransposed(delta, w, std, width, below)
    gradient = below
  }
  const active = slopes.map((slope) => Uint8Array.from(slope.subarray(0, width), (value) => (value === 1 ? 1 : 0)))
  return { deltas, input: Math.sqrt(squaredNorm(gradient)), active }
}

/**
 * ‖δ_l‖/‖δ_L‖ for another weight variance, without running the network again.
 * ReLU is positively homogeneous: multiplying every weight by c > 0 multiplies each z_l by c^l and changes no sign,
 * so every mask stays, and δ_l, which has passed L − l matrices, is multiplied by c^(L−l) exactly.
 * @param factor c, the quotient of the standard deviations
 */
export function rescaledRatios(deltas: Float64Array, factor: number): number[] {
  const last = deltas.length - 1
  const top = deltas[last] ?? 0
  return Array.from(deltas, (delta, l) => (delta / top) * factor ** (last - l))
}

/** He's standard deviation, √(2/((1+a²)·fanIn)). Source: He et al. 2015, eq. 15. */
export function heStd(fanIn: number, negSlope: number): number {
  return Math.sqrt(2 / ((1 + negSlope ** 2) * fanIn))
}
