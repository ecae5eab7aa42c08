import { makeGaussianSource } from './random.ts'

export const activations = ['tanh', 'relu', 'linear'] as const
export type Activation = (typeof activations)[number]

export const width = 3
export const layers = 4

/** A row of numbers, one for each unit. */
export type Row = readonly number[]

/** Layers of three units: z_l = h_{l−1} W_l, h_l = φ(z_l), and the loss ⟨u, z_L⟩. Numbers of one decimal. */
export interface SmallNetwork {
  input: Row
  /** W_1 … W_L, each row after row. */
  weights: readonly (readonly Row[])[]
  /** δ_L = ∂𝓛/∂z_L */
  upstream: Row
}

export function makeSmallNetwork(seed: number): SmallNetwork {
  const gaussians = makeGaussianSource(seed)
  const row = (): Row => Array.from(gaussians(width + 1).subarray(0, width), (value) => Math.round(10 * value) / 10)
  const weights = Array.from({ length: layers }, () => Array.from({ length: width }, row))
  return { input: row(), weights, upstream: row() }
}

export type Order = 'turns' | 'apart'

/** One multiplication on the way back. */
export interface Step {
  /** What it multiplies by: nothing yet, W_lᵀ, or φ'(z_l). */
  by: 'start' | 'weights' | 'slope'
  layer: number
  /** What is there after it. */
  row: Row
}

/**
 * The way from δ_L to layer 1, one multiplication at a time.
 * @param order taking turns, W_Lᵀ, φ'(z_{L−1}), …, W_2ᵀ, φ'(z_1), as the chain rule has it, or all W_lᵀ first and then
 *   all φ'(z_l), which is wrong
 */
export function stepsBack(network: SmallNetwork, activation: Activation, order: Order): Step[] {
  const { preActivations } = forward(network, activation)
  const down = Array.from({ length: layers - 1 }, (_, k) => layers - k)
  const plan: Array<Pick<Step, 'by' | 'layer'>> =
    order === 'turns'
      ? down.flatMap((l) => [
          { by: 'weights', layer: l },
          { by: 'slope', layer: l - 1 },
        ])
      : [
          ...down.map((l) => ({ by: 'weights', layer: l }) as const),
          ...down.map((l) => ({ by: 'slope', layer: l - 1 }) as const),
        ]
  const steps: Step[] = [{ by: 'start', layer: layers, row: network.upstream }]
  for (const { by, layer } of plan) {
    const row = steps.at(-1)?.row ?? []
    const weights = network.weights[layer - 1] ?? []
    const z = preActivations[layer - 1] ?? []
    const next =
      by === 'weights' ? weights.map((w) => dot(row, w)) : row.map((value, i) => value * slope[activation](z[i] ?? 0))
    steps.push({ by, layer, row: next })
  }
  return steps
}

/** ∂𝓛/∂z_1 by nudging each unit of layer 1 up and down: what the way back has to come to. */
export function nudged(network: SmallNetwork, activation: Activation, size = 1e-5): Row {
  const { preActivations } = forward(network, activation)
  const first = preActivations[0] ?? []
  return first.map((_, i) => {
    const [up = NaN, down = NaN] = [size, -size].map((by) =>
      lossFrom(network, activation, first.with(i, (first[i] ?? 0) + by)),
    )
    return (up - down) / (2 * size)
  })
}

/** The angle between two rows, in degrees; undefined if one of them is zero. */
export function degreesBetween(a: Row, b: Row): number | undefined {
  const lengths = Math.sqrt(dot(a, a) * dot(b, b))
  if (lengths === 0) return undefined
  return (180 / Math.PI) * Math.acos(Math.min(1, Math.max(-1, dot(a, b) / lengths)))
}

function forward(network: SmallNetwork, activation: Activation): { preActivations: number[][] } {
  const preActivations: number[][] = []
  let h = network.input
  for (const weights of network.weights) {
    const z = times(h, weights)
    preActivations.push(z)
    h = z.map(value[activation])
  }
  return { preActivations }
}

function lossFrom(network: SmallNetwork, activation: Activation, first: Row): number {
  let z = first
  for (const weights of network.weights.slice(1)) z = times(z.map(value[activation]), weights)
  return dot(z, network.upstream)
}

const value: Record<Activation, (z: number) => number> = {
  tanh: Math.tanh,
  relu: (z) => Math.max(0, z),
  linear: (z) => z,
}

const slope: Record<Activation, (z: number) => number> = {
  tanh: (z) => 1 - Math.tanh(z) ** 2,
  relu: (z) => (z > 0 ? 1 : 0),
  linear: () => 1,
}

const times = (row: Row, weights: readonly Row[]): number[] =>
  row.map((_, j) => row.reduce((sum, one, i) => sum + one * (weights[i]?.[j] ?? 0), 0))

const dot = (a: Row, b: Row): number => a.reduce((sum, one, i) => sum + one * (b[i] ?? 0), 0)
