/**
 * The network that goes through the whole course: thirty layers of 32 units, 16 examples, no biases. It is met broken, and each
 * state mends one thing of the one before. All states share one draw of weights, input and upstream gradient.
 */
import type { DeepNetwork } from './deep-network-model.ts'
import { makeNetwork } from './deep-network-model.ts'
import { multiply, multiplyTransposed, squaredNorm } from './dense.ts'

export const threadDepth = 30
const width = 32
const batch = 16

/** In the order of the course. */
export const threadStates = ['sigmoid', 'relu', 'he', 'residual'] as const
export type ThreadState = (typeof threadStates)[number]

interface Layers {
  /** n times the variance of one weight. */
  gain: number
  activation: 'sigmoid' | 'relu'
  /** α of h_l = h_{l−1} + α z_l with z_l = φ(h_{l−1}) W_l; null where h_l = φ(z_l) with z_l = h_{l−1} W_l. */
  skip: number | null
}

const layersOf: Record<ThreadState, Layers> = {
  sigmoid: { gain: 1, activation: 'sigmoid', skip: null },
  relu: { gain: 1, activation: 'relu', skip: null },
  he: { gain: 2, activation: 'relu', skip: null },
  residual: { gain: 2, activation: 'relu', skip: 1 / Math.sqrt(threadDepth) },
}

export const drawThread = (seed: number): DeepNetwork => makeNetwork({ depth: threadDepth, width, batch, seed })

/** ‖δ_l‖/‖δ_L‖ over the whole batch, input side first, [depth], without a unit. Float32 states, sums in float64. */
export function threadProfile(network: DeepNetwork, state: ThreadState): number[] {
  const { gain, activation, skip } = layersOf[state]
  const std = Math.sqrt(gain / width)
  const deltas = skip === null ? plainDeltas(network, std, activation) : skipDeltas(network, std, activation, skip)
  const top = deltas.at(-1) ?? NaN
  return deltas.map((delta) => delta / top)
}

function plainDeltas(network: DeepNetwork, std: number, activation: Layers['activation']): number[] {
  const slopes: Float32Array[] = []
  let h = network.input
  for (const w of network.weights) {
    const z = times(h, w, std)
    slopes.push(z.map((value) => slope(activation, value)))
    h = z.map((value) => apply(activation, value))
  }
  const norms: number[] = []
  let upstream = network.upstream
  for (const [l, w] of [...network.weights.entries()].toReversed()) {
    const delta = product(upstream, slopes[l])
    norms.unshift(Math.sqrt(squaredNorm(delta)))
    upstream = timesTransposed(delta, w, std)
  }
  return norms
}

function skipDeltas(network: DeepNetwork, std: number, activation: Layers['activation'], alpha: number): number[] {
  const slopes: Float32Array[] = []
  let h = network.input
  for (const w of network.weights) {
    slopes.push(h.map((value) => slope(activation, value)))
    const branch = times(
      h.map((value) => apply(activation, value)),
      w,
      alpha * std,
    )
    h = h.map((value, i) => value + (branch[i] ?? 0))
  }
  const norms: number[] = []
  // ∂𝓛/∂h_l; δ_l, at z_l, is α times that.
  let upstream = network.upstream
  for (const [l, w] of [...network.weights.entries()].toReversed()) {
    norms.unshift(alpha * Math.sqrt(squaredNorm(upstream)))
    const branch = product(timesTransposed(upstream, w, alpha * std), slopes[l])
    upstream = upstream.map((value, i) => value + (branch[i] ?? 0))
  }
  return norms
}

const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))

function apply(activation: Layers['activation'], z: number): number {
  return activation === 'relu' ? Math.max(0, z) : sigmoid(z)
}

function slope(activation: Layers['activation'], z: number): number {
  if (activation === 'relu') return z > 0 ? 1 : 0
  return sigmoid(z) * (1 - sigmoid(z))
}

const product = (a: Float32Array, b?: Float32Array): Float32Array => a.map((value, i) => value * (b?.[i] ?? 0))

function times(x: Float32Array, w: Float32Array, scale: number): Float32Array {
  const out = new Float32Array(x.length)
  multiply(x, w, scale, width, out)
  return out
}

function timesTransposed(d: Float32Array, w: Float32Array, scale: number): Float32Array {
  const out = new Float32Array(d.length)
  multiplyTransposed(d, w, scale, width, out)
  return out
}
