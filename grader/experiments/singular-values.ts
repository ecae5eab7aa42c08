/**
 * Singular values of a small matrix, largest first, in float64.
 *
 * One-sided Jacobi: pairs of columns are rotated until all are at right angles; then their lengths are the values.
 * @param matrix rows of equal length, [rows, columns]
 * @returns min(rows, columns) numbers, in units of output per unit input
 * Accuracy: about 1e-14 of each value for a matrix whose columns differ in scale alone, of the largest value else.
 * Imports nothing: figures of lessons use it too. NaN goes through. Meant for up to some thirty columns: a sweep costs rows · columns² and six to ten are needed.
 * Source: Hestenes 1958; Demmel & Veselić 1992
 */
export function singularValues(matrix: readonly ArrayLike<number>[]): number[] {
  const rows = matrix.length
  const width = matrix[0]?.length ?? 0
  // Fewer columns are fewer pairs, and the values of the transpose are the same.
  const columns = rows < width ? matrix.map((row) => Array.from(row)) : columnsOf(matrix, width)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false
    for (let i = 0; i < columns.length; i++) {
      for (let j = i + 1; j < columns.length; j++) {
        if (makeOrthogonal(columns[i] ?? [], columns[j] ?? [])) rotated = true
      }
    }
    if (!rotated) break
  }
  return columns.map((column) => Math.hypot(...column)).toSorted((a, b) => b - a)
}

const SWEEPS = 40

const columnsOf = (matrix: readonly ArrayLike<number>[], width: number): number[][] =>
  Array.from({ length: width }, (_, j) => matrix.map((row) => row[j] ?? NaN))

/** Rotates two columns within their plane until they stand at a right angle. @returns whether it had to */
function makeOrthogonal(a: number[], b: number[]): boolean {
  const alpha = product(a, a)
  const beta = product(b, b)
  const gamma = product(a, b)
  if (!(Math.abs(gamma) > 1e-15 * Math.sqrt(alpha * beta))) return false
  const zeta = (beta - alpha) / (2 * gamma)
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
  const cosine = 1 / Math.hypot(1, tangent)
  const sine = cosine * tangent
  for (let k = 0; k < a.length; k++) {
    const first = a[k] ?? NaN
    const second = b[k] ?? NaN
    a[k] = cosine * first - sine * second
    b[k] = sine * first + cosine * second
  }
  return true
}

function product(a: readonly number[], b: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? NaN) * (b[k] ?? NaN)
  return sum
}
