import { singularValues } from '../../grader/experiments/singular-values.ts'
import { makeGaussianSource } from './random.ts'

export interface LayerNorm {
  width: number
  eps: number
  /** γ, the same for every unit. */
  gamma: number
}

/** How much γ ⊙ (x − μ)/s stretches a gradient at one input, by direction. */
export interface Gains {
  /** Largest over all directions: the largest singular value of the Jacobian. */
  largest: number
  /** Along x̂ itself. */
  own: number
}

/** Numbers with mean 0 and mean square 1: one direction for each width, always the same. */
export function direction(width: number): number[] {
  const drawn = Array.from(makeGaussianSource(5)(width))
  const mean = drawn.reduce((sum, one) => sum + one, 0) / width
  const spread = Math.sqrt(drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / width)
  return drawn.map((one) => (one - mean) / spread)
}

/**
 * The Jacobian of γ ⊙ (x − μ)/s at x, where s² = v + ε.
 * @returns columns, [width][width]
 */
export function jacobianOf(x: readonly number[], { eps, gamma }: LayerNorm): Float64Array[] {
  const d = x.length
  const mean = x.reduce((sum, one) => sum + one, 0) / d
  const variance = x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / d
  const s = Math.sqrt(variance + eps)
  return x.map((b, j) =>
    Float64Array.from(x, (a, i) => {
      const share = ((a - mean) * (b - mean)) / (s * s * d)
      return (gamma * ((i === j ? 1 : 0) - 1 / d - share)) / s
    }),
  )
}

/** Both gains at the input spread · z, from the matrix itself. */
export function gainsAt(z: readonly number[], spread: number, layer: LayerNorm): Gains {
  const columns = jacobianOf(
    z.map((one) => spread * one),
    layer,
  )
  const image = z.map((_, i) => z.reduce((sum, one, j) => sum + (columns[j]?.[i] ?? 0) * one, 0))
  const own = Math.sqrt(image.reduce((sum, one) => sum + one * one, 0) / z.length)
  // Columns for rows: the transpose has the same values.
  return { largest: singularValues(columns)[0] ?? 0, own }
}

/** No input is stretched further: γ/√ε. */
export const ceiling = ({ eps, gamma }: LayerNorm): number => gamma / Math.sqrt(eps)
