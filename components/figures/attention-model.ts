import { makeGaussianSource } from './random.ts'

/** Queries with keys of their own, elements N(0, 1), drawn for the largest width: a smaller one takes the first columns. */
export interface Examples {
  count: number
  keys: number
  widest: number
  /** [count, widest] */
  q: Float32Array
  /** [count, keys, widest] */
  K: Float32Array
  /** ⟨u, V_j⟩ for each key, with ‖u‖ = 1: what the loss gains by attending to it. [count, keys] */
  gains: Float32Array
}

export function makeExamples(size: { count: number; keys: number; widest: number; seed: number }): Examples {
  const { count, keys, widest, seed } = size
  const gaussians = makeGaussianSource(seed)
  const [q, K, gains] = [gaussians(count * widest), gaussians(count * keys * widest), gaussians(count * keys)]
  return { count, keys, widest, q, K, gains }
}

/** q · k_j at the given width, [count, keys]. */
export function scoresOf({ count, keys, widest, q, K }: Examples, width: number): Float64Array {
  const scores = new Float64Array(count * keys)
  for (let b = 0; b < count; b++) {
    for (let j = 0; j < keys; j++) {
      const [from, at] = [b * widest, (b * keys + j) * widest]
      let sum = 0
      for (let i = 0; i < width; i++) sum += (q[from + i] ?? 0) * (K[at + i] ?? 0)
      scores[b * keys + j] = sum
    }
  }
  return scores
}

export interface Outcome {
  /** ‖∂⟨u, o⟩/∂q‖ for each query, smallest first. */
  norms: number[]
  /** Mean of each query's largest weight. */
  largest: number
}

/** Gradients of attention whose scores are multiplied by a scale: scale · Σ_j p_j (a_j − ā) k_j, with a the gains. */
export function attend(examples: Examples, width: number, scores: Float64Array, scale: number): Outcome {
  const { count, keys, widest, K, gains } = examples
  const p = new Float64Array(keys)
  const gradient = new Float64Array(width)
  const norms: number[] = []
  let largest = 0
  for (let b = 0; b < count; b++) {
    const row = b * keys
    let top = -Infinity
    for (let j = 0; j < keys; j++) top = Math.max(top, scale * (scores[row + j] ?? 0))
    let total = 0
    for (let j = 0; j < keys; j++) {
      p[j] = Math.exp(scale * (scores[row + j] ?? 0) - top)
      total += p[j] ?? 0
    }
    // The largest power is exp(0).
    largest += 1 / total / count
    let mean = 0
    for (let j = 0; j < keys; j++) mean += ((p[j] ?? 0) / total) * (gains[row + j] ?? 0)
    gradient.fill(0)
    for (let j = 0; j < keys; j++) {
      const share = (scale * (p[j] ?? 0) * ((gains[row + j] ?? 0) - mean)) / total
      const at = (row + j) * widest
      for (let i = 0; i < width; i++) gradient[i] = (gradient[i] ?? 0) + share * (K[at + i] ?? 0)
    }
    let square = 0
    for (let i = 0; i < width; i++) square += (gradient[i] ?? 0) ** 2
    norms.push(Math.sqrt(square))
  }
  return { norms: norms.toSorted((a, b) => a - b), largest }
}

/** The value below which a share of them lies, from values in order. */
export function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? NaN
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? NaN) - low)
}

/** Shares of values in bins of equal width in log₁₀; what lies outside counts in the first and the last. */
export function histogram(values: readonly number[], from: number, to: number, perDecade: number): number[] {
  const bins = Array.from({ length: Math.round((to - from) * perDecade) }, () => 0)
  for (const value of values) {
    const at = Math.floor((Math.log10(value) - from) * perDecade)
    const bin = Math.min(bins.length - 1, Math.max(0, at))
    bins[bin] = (bins[bin] ?? 0) + 1 / values.length
  }
  return bins
}
