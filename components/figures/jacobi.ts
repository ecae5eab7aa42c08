import { dot } from './dense.ts'

/**
 * Singular values of a small square matrix, largest first: columns are rotated against each other until all stand at
 * right angles, then their lengths are the values (one-sided Jacobi). The grader has the same for experiments, which a
 * lesson page does not load.
 * @param columns [n][n], overwritten
 */
export function singularValuesOf(columns: Float64Array[]): number[] {
  for (let sweep = 0; sweep < 20; sweep++) {
    let rotated = false
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        const [a, b] = [columns[i], columns[j]]
        if (a !== undefined && b !== undefined && rotate(a, b)) rotated = true
      }
    }
    if (!rotated) break
  }
  return columns.map((column) => Math.sqrt(dot(column, column))).toSorted((a, b) => b - a)
}

function rotate(a: Float64Array, b: Float64Array): boolean {
  const [alpha, beta, gamma] = [dot(a, a), dot(b, b), dot(a, b)]
  if (!(Math.abs(gamma) > 1e-13 * Math.sqrt(alpha * beta))) return false
  const zeta = (beta - alpha) / (2 * gamma)
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = cosine * tangent
  for (let k = 0; k < a.length; k++) {
    const [first, second] = [a[k] ?? 0, b[k] ?? 0]
    a[k] = cosine * first - sine * second
    b[k] = sine * first + cosine * second
  }
  return true
}
