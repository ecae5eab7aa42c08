import type { DeepNetwork } from './deep-network-model.ts'
import { multiply, multiplyTransposed, squaredNorm } from './dense.ts'

export const activations = ['linear', 'relu', 'tanh'] as const
export type Activation = (typeof activations)[number]

/** Per layer, input side first: the three norms that a layer's weight gradient brings together. */
export interface LayerNorms {
  /** ‖h_{l−1}‖, what the layer reads. */
  signals: number[]
  /** ‖δ_l‖ = ‖∂L/∂z_l‖ */
  deltas: number[]
  /** ‖∇W_l‖_F with ∇W_l = h_{l−1}ᵀ δ_l, [width, width] */
  weightGradients: number[]
}

/**
 * Runs h_l = φ(h_{l−1} W_l) forward and back, all W_l with n·Var W = gain, and measures each layer.
 * Activations and gradients are kept in float32.
 */
export function layerNorms(
  network: DeepNetwork,
  { gain, activation }: { gain: number; activation: Activation },
): LayerNorms {
  const { width, batch, weights } = network
  const std = Math.sqrt(gain / width)
  const read: Float32Array[] = []
  let h = network.input
  for (const w of weights) {
    read.push(h)
    const z = new Float32Array(batch * width)
    multiply(h, w, std, width, z)
    h = z.map(forward[activation])
  }
  const norms: LayerNorms = { signals: read.map(length), deltas: [], weightGradients: [] }
  let below = network.upstream
  let above = h
  for (let l = weights.length - 1; l >= 0; l--) {
    const w = weights[l]
    const signal = read[l]
    if (!w || !signal) throw new RangeError(`layer ${l + 1} is not in a network of ${weights.length} layers`)
    const output = above
    const delta = below.map((value, i) => value * slope[activation](output[i] ?? 0))
    norms.deltas.unshift(length(delta))
    norms.weightGradients.unshift(outerNorm(signal, delta, width))
    below = new Float32Array(batch * width)
    multiplyTransposed(delta, w, std, width, below)
    above = signal
  }
  return norms
}

/** Each value, as a multiple of the last layer's. */
export function comparedWithLast(values: readonly number[]): number[] {
  const last = values.at(-1) ?? NaN
  return values.map((value) => value / last)
}

const forward: Record<Activation, (z: number) => number> = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  tanh: Math.tanh,
}

/** φ'(z), from h = φ(z). */
const slope: Record<Activation, (h: number) => number> = {
  linear: () => 1,
  relu: (h) => (h > 0 ? 1 : 0),
  tanh: (h) => 1 - h * h,
}

const length = (values: Float32Array): number => Math.sqrt(squaredNorm(values))

/** ‖hᵀδ‖_F without the product: its square is Σ_bc ⟨h_b, h_c⟩⟨δ_b, δ_c⟩ over the examples of the batch. */
function outerNorm(h: Float32Array, delta: Float32Array, width: number): number {
  let sum = 0
  for (let b = 0; b < h.length; b += width) {
    for (let c = 0; c <= b; c += width) {
      const term = rowProduct(h, b, c, width) * rowProduct(delta, b, c, width)
      sum += b === c ? term : 2 * term
    }
  }
  return Math.sqrt(Math.max(0, sum))
}

function rowProduct(rows: Float32Array, b: number, c: number, width: number): number {
  let sum = 0
  for (let i = 0; i < width; i++) sum += (rows[b + i] ?? 0) * (rows[c + i] ?? 0)
  return sum
}
