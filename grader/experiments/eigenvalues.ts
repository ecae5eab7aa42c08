/** A complex number. */
export interface Complex {
  re: number
  im: number
}

/**
 * Eigenvalues of a small real matrix, in float64, those of largest real part first.
 *
 * Shifted QR steps on a complex upper Hessenberg matrix, with deflation.
 * @param matrix [n, n]
 * @returns n numbers; a pair of conjugates stands side by side. NaN throughout when an element is not finite
 * Accuracy: 1e-13 of the matrix's norm for normal matrices; eigenvalues that nearly coincide are as good as a root
 * of that. Meant for n up to some thirty.
 * Source: Golub & Van Loan, Matrix Computations, sections 7.4 and 7.5
 */
export function eigenvalues(matrix: readonly (readonly number[])[]): Complex[] {
  const n = matrix.length
  if (matrix.some((row) => row.length !== n)) throw new RangeError('eigenvalues are those of a square matrix')
  if (matrix.some((row) => row.some((value) => !Number.isFinite(value)))) return matrix.map(() => complex(NaN, NaN))
  const h = hessenberg(matrix.map((row) => row.map((value) => complex(value, 0))))
  let end = n - 1
  for (let step = 0; end > 0 && step < STEPS_EACH * n; step++) {
    const start = activeStart(h, end)
    if (start === end) end -= 1
    // A shift that leads in a circle is left now and then.
    else qrStep(h, start, end, step % 11 === 10 ? at(h, end, end - 1) : wilkinsonShift(h, end))
  }
  return h.map((_, i) => at(h, i, i)).toSorted((a, b) => (Math.abs(a.re - b.re) > 1e-9 ? b.re - a.re : b.im - a.im))
}

const STEPS_EACH = 60

const complex = (re: number, im: number): Complex => ({ re, im })
const plus = (a: Complex, b: Complex) => complex(a.re + b.re, a.im + b.im)
const minus = (a: Complex, b: Complex) => complex(a.re - b.re, a.im - b.im)
const times = (a: Complex, b: Complex) => complex(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
const scaled = (a: Complex, factor: number) => complex(a.re * factor, a.im * factor)
const conjugate = (a: Complex) => complex(a.re, -a.im)
const size = (a: Complex) => Math.hypot(a.re, a.im)

function squareRoot(a: Complex): Complex {
  const root = Math.sqrt((size(a) + Math.abs(a.re)) / 2)
  if (root === 0) return complex(0, 0)
  const other = Math.abs(a.im) / (2 * root)
  const sign = a.im < 0 ? -1 : 1
  return a.re >= 0 ? complex(root, sign * other) : complex(other, sign * root)
}

const at = (h: readonly (readonly Complex[])[], i: number, j: number): Complex => h[i]?.[j] ?? complex(NaN, NaN)

/** Similar to the given matrix, with nothing below the first subdiagonal: columns are cleared by rotations. */
function hessenberg(a: Complex[][]): Complex[][] {
  for (let j = 0; j < a.length - 2; j++) {
    for (let i = a.length - 1; i > j + 1; i--) {
      if (size(at(a, i, j)) === 0) continue
      const rotation = rotationFor(at(a, i - 1, j), at(a, i, j))
      rotateRows(a, i - 1, rotation, 0)
      rotateColumns(a, i - 1, rotation, a.length - 1)
    }
  }
  return a
}

/** Row at which the block that ends at `end` begins: above it the subdiagonal has vanished. */
function activeStart(h: Complex[][], end: number): number {
  for (let k = end; k > 0; k--) {
    const around = size(at(h, k, k)) + size(at(h, k - 1, k - 1))
    if (size(at(h, k, k - 1)) <= Number.EPSILON * (around === 0 ? 1 : around)) {
      const row = h[k]
      if (row !== undefined) row[k - 1] = complex(0, 0)
      return k
    }
  }
  return 0
}

/** The eigenvalue of the last two by two block that lies nearer to its last element. */
function wilkinsonShift(h: Complex[][], end: number): Complex {
  const [a, b, c, d] = [at(h, end - 1, end - 1), at(h, end - 1, end), at(h, end, end - 1), at(h, end, end)]
  const half = scaled(minus(a, d), 0.5)
  const root = squareRoot(plus(times(half, half), times(b, c)))
  const [one, other] = [plus(half, root), minus(half, root)]
  return plus(d, size(one) < size(other) ? one : other)
}

/** H − μ = QR, then RQ + μ, within rows and columns start … end. */
function qrStep(h: Complex[][], start: number, end: number, shift: Complex): void {
  const addToDiagonal = (what: Complex) => {
    for (let k = start; k <= end; k++) {
      const row = h[k]
      if (row !== undefined) row[k] = plus(at(h, k, k), what)
    }
  }
  addToDiagonal(scaled(shift, -1))
  const rotations: Rotation[] = []
  for (let k = start; k < end; k++) {
    const rotation = rotationFor(at(h, k, k), at(h, k + 1, k))
    rotateRows(h, k, rotation, k)
    rotations.push(rotation)
  }
  rotations.forEach((rotation, i) => rotateColumns(h, start + i, rotation, Math.min(end, start + i + 1)))
  addToDiagonal(shift)
}

/** [[c, s], [−s̄, c̄]], which takes (a, b) to (r, 0). */
interface Rotation {
  c: Complex
  s: Complex
}

function rotationFor(a: Complex, b: Complex): Rotation {
  const r = Math.hypot(size(a), size(b))
  if (r === 0) return { c: complex(1, 0), s: complex(0, 0) }
  return { c: scaled(conjugate(a), 1 / r), s: scaled(conjugate(b), 1 / r) }
}

/** From the left, on rows i and i + 1, from a column on. */
function rotateRows(h: Complex[][], i: number, { c, s }: Rotation, from: number): void {
  const [upper = [], lower = []] = [h[i], h[i + 1]]
  for (let j = from; j < h.length; j++) {
    const [a, b] = [upper[j] ?? complex(0, 0), lower[j] ?? complex(0, 0)]
    upper[j] = plus(times(c, a), times(s, b))
    lower[j] = minus(times(conjugate(c), b), times(conjugate(s), a))
  }
}

/** By the adjoint from the right, on columns j and j + 1, down to a row. */
function rotateColumns(h: Complex[][], j: number, { c, s }: Rotation, to: number): void {
  for (const row of h.slice(0, to + 1)) {
    const [a, b] = [row[j] ?? complex(0, 0), row[j + 1] ?? complex(0, 0)]
    row[j] = plus(times(a, conjugate(c)), times(b, conjugate(s)))
    row[j + 1] = minus(times(b, c), times(a, s))
  }
}
