/** Singular values of products of random matrices: what a chain of linear layers does to every direction. */
import { singularValues } from '../../grader/experiments/singular-values.ts'
import { makeGaussianSource } from './random.ts'

/** Smaller ones, compared with the largest, are made of float64's rounding and mean nothing. */
const RESOLUTION = 1e-13

/** Products W_1, W_1W_2, … of matrices of N(0, 1/n) draws, each [n][n] by columns, in float64. */
export function makeGaussianProducts({
  n,
  factors,
  seed,
}: {
  n: number
  factors: number
  seed: number
}): Float64Array[][] {
  const draw = makeGaussianSource(seed)
  const products: Float64Array[][] = []
  let product = identity(n)
  for (let l = 0; l < factors; l++) {
    const values = draw(n * n)
    const weights = Array.from({ length: n }, (_, j) =>
      Float64Array.from({ length: n }, (__, k) => (values[j * n + k] ?? 0) / Math.sqrt(n)),
    )
    product = weights.map((column) => combine(product, column))
    products.push(product)
  }
  return products
}

/**
 * @param product by columns
 * @param gain that each of the factors is multiplied by
 * @returns n values, largest first; 0 for those below what float64 resolves
 */
export function spectrumOf(product: readonly Float64Array[], gain: number, factors: number): number[] {
  // Columns for rows: the transpose has the same values.
  const values = singularValues(product)
  const [largest = 0] = values
  return values.map((value) => (value > RESOLUTION * largest ? value * gain ** factors : 0))
}

/** Largest over smallest; Infinity where the smallest cannot be told from 0. */
export function conditionNumber(values: readonly number[]): number {
  return (values[0] ?? NaN) / (values.at(-1) ?? NaN)
}

const identity = (n: number): Float64Array[] =>
  Array.from({ length: n }, (_, j) => Float64Array.from({ length: n }, (__, k) => (j === k ? 1 : 0)))

/** Σ_k columns[k] · weights[k] */
function combine(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(weights.length)
  columns.forEach((column, k) => {
    const weight = weights[k] ?? 0
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + weight * (column[i] ?? 0)
  })
  return sum
}
