/** Fifty layers without activations: what a product of spectral norms allows a gradient, and what becomes of it. */
import { makeNetwork } from './deep-network-model.ts'
import { multiply, multiplyTransposed, squaredNorm } from './dense.ts'

export const boundDepth = 50
export const boundWidth = 64

export interface Bounds {
  /** ‖δ_l‖/‖δ_L‖, input side first, for n · variance = 1. */
  actual: number[]
  /** The product of the spectral norms of W_{l+1} … W_L, likewise. */
  bound: number[]
}

/** Gaussian layers, one example. Some 80 ms, once a draw: other gains scale what it returns. */
export function gaussianBounds(seed: number): Bounds {
  const { weights, upstream } = makeNetwork({ depth: boundDepth, width: boundWidth, batch: 1, seed })
  const scale = 1 / Math.sqrt(boundWidth)
  const actual: number[] = [1]
  const bound: number[] = [1]
  let delta: Float32Array = upstream
  const whole = Math.sqrt(squaredNorm(delta))
  // δ_l = δ_{l+1} W_{l+1}ᵀ: the last layer's matrix is passed first, the first layer's never.
  for (const w of weights.slice(1).toReversed()) {
    const below = new Float32Array(boundWidth)
    multiplyTransposed(delta, w, scale, boundWidth, below)
    delta = below
    actual.unshift(Math.sqrt(squaredNorm(delta)) / whole)
    bound.unshift((bound[0] ?? NaN) * largestStretch(w, scale))
  }
  return { actual, bound }
}

/** Each step of a product scales with the gain: layer l has L − l of them. @param gain of the standard deviation */
export function withGain(values: readonly number[], gain: number): number[] {
  return values.map((value, l) => value * gain ** (values.length - 1 - l))
}

/** Orthogonal matrices stretch all directions alike: the bound is what happens. */
export const orthogonalBounds = (): Bounds => {
  const level = Array.from({ length: boundDepth }, () => 1)
  return { actual: level, bound: level }
}

/** ‖scale · W‖₂ by power iteration on W Wᵀ; forty steps leave less than a per cent on these matrices. */
export function largestStretch(w: Float32Array, scale: number, width = boundWidth): number {
  let v: Float32Array = Float32Array.from({ length: width }, (_, i) => 1 + 0.1 * Math.sin(7 * i + 1))
  let stretch = 0
  for (let step = 0; step < 40; step++) {
    const length = Math.sqrt(squaredNorm(v))
    const ahead = new Float32Array(width)
    multiply(v, w, scale / length, width, ahead)
    stretch = Math.sqrt(squaredNorm(ahead))
    const back = new Float32Array(width)
    multiplyTransposed(ahead, w, scale, width, back)
    v = back
  }
  return stretch
}
