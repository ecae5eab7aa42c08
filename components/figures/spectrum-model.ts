import { singularValues } from '../../grader/experiments/singular-values.ts'
import { makeGaussianSource } from './random.ts'

export interface Point {
  re: number
  im: number
}

/**
 * A family of branch Jacobians J_f = size · (D + shear · N). D is block diagonal, with the given eigenvalues: a pair
 * a ± bi is the block [[a, b], [−b, a]]. N stands strictly above the blocks, so it changes no eigenvalue, and every
 * singular value. With shear 0 the matrix is normal.
 */
export interface BranchFamily {
  /** Eigenvalues of D: conjugates side by side, within the unit circle. */
  eigenvalues: Point[]
  /** N by columns, elements of variance 1/n. */
  above: Float64Array[]
}

/** One of each pair, spread over the unit disc: some left of 0, where a step of one to the right makes them smaller. */
const upper: readonly Point[] = [
  { re: -0.9, im: 0.2 },
  { re: -0.45, im: 0.7 },
  { re: 0.05, im: 0.35 },
  { re: 0.3, im: 0.85 },
  { re: 0.6, im: 0.45 },
  { re: 0.95, im: 0.15 },
]

/** The same eigenvalues always, with a random N: the same for the same seed. */
export function makeFamily(seed: number): BranchFamily {
  const n = 2 * upper.length
  const eigenvalues = upper.flatMap(({ re, im }): Point[] => [
    { re, im },
    { re, im: -im },
  ])
  const values = makeGaussianSource(seed)(n * n)
  const above = Array.from({ length: n }, (_, j) =>
    Float64Array.from({ length: n }, (_unused, i) =>
      Math.floor(i / 2) < Math.floor(j / 2) ? (values[i * n + j] ?? 0) / Math.sqrt(n) : 0,
    ),
  )
  return { eigenvalues, above }
}

export interface Spectra {
  /** Eigenvalues of J_f; those of I + J_f are one to the right. */
  branch: Point[]
  block: Point[]
  /** Singular values of J_f and of I + J_f, largest first. */
  branchValues: number[]
  blockValues: number[]
}

/** @param size scale of the branch  @param shear departure from a normal matrix */
export function spectra(family: BranchFamily, size: number, shear: number): Spectra {
  const branch = family.eigenvalues.map(({ re, im }) => ({ re: size * re, im: size * im }))
  return {
    branch,
    block: branch.map(({ re, im }) => ({ re: 1 + re, im })),
    // Columns for rows: the transpose has the same values.
    branchValues: singularValues(columns(family, size, shear, 0)),
    blockValues: singularValues(columns(family, size, shear, 1)),
  }
}

/** Columns of skip · I + size · (D + shear · N). */
function columns({ eigenvalues, above }: BranchFamily, size: number, shear: number, skip: number): Float64Array[] {
  return above.map((column, j) => {
    const result = column.map((value) => size * shear * value)
    const { re, im } = eigenvalues[j] ?? { re: 0, im: 0 }
    const partner = j % 2 === 0 ? j + 1 : j - 1
    result[j] = skip + size * re
    // Of the pair's two columns, each holds minus its own imaginary part in its partner's row.
    result[partner] = -size * im
    return result
  })
}
