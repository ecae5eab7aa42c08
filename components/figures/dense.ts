/** Matrix products on row-major typed arrays, sums in float64, results rounded once to float32. */

/**
 * out = scale · x W.
 * @param x [batch, width]
 * @param w [width, width]
 * @param out [batch, width], overwritten
 * Zeros of x are left out (after ReLU they are half of it), and the rest is taken four at a time: each sum is then
 * loaded and stored once for four products, which is what costs the time here.
 */
export function multiply(x: Float32Array, w: Float32Array, scale: number, width: number, out: Float32Array): void {
  const sums = new Float64Array(width)
  const values = new Float64Array(width + 3)
  const starts = new Int32Array(width + 3)
  for (let row = 0; row < x.length; row += width) {
    let live = 0
    for (let i = 0; i < width; i++) {
      const value = x[row + i] ?? 0
      if (value === 0) continue
      values[live] = value
      starts[live++] = i * width
    }
    values.fill(0, live)
    sums.fill(0)
    for (let k = 0; k < live; k += 4) {
      const v0 = values[k] ?? 0
      const v1 = values[k + 1] ?? 0
      const v2 = values[k + 2] ?? 0
      const v3 = values[k + 3] ?? 0
      const s0 = starts[k] ?? 0
      const s1 = starts[k + 1] ?? 0
      const s2 = starts[k + 2] ?? 0
      const s3 = starts[k + 3] ?? 0
      for (let j = 0; j < width; j++) {
        sums[j] =
          (sums[j] ?? 0) + v0 * (w[s0 + j] ?? 0) + v1 * (w[s1 + j] ?? 0) + v2 * (w[s2 + j] ?? 0) + v3 * (w[s3 + j] ?? 0)
      }
    }
    for (let j = 0; j < width; j++) out[row + j] = scale * (sums[j] ?? 0)
  }
}

/**
 * out = scale · d Wᵀ.
 * @param d [batch, width]
 * @param w [width, width]
 * @param out [batch, width], overwritten
 * Zeros of d are left out; the rest is gathered once and used for every row of W, two rows at a time.
 */
export function multiplyTransposed(
  d: Float32Array,
  w: Float32Array,
  scale: number,
  width: number,
  out: Float32Array,
): void {
  const values = new Float64Array(width)
  const columns = new Int32Array(width)
  for (let row = 0; row < d.length; row += width) {
    let live = 0
    for (let j = 0; j < width; j++) {
      const value = d[row + j] ?? 0
      if (value === 0) continue
      values[live] = value
      columns[live++] = j
    }
    for (let i = 0; i < width; i += 2) {
      const start = i * width
      let even = 0
      let odd = 0
      for (let k = 0; k < live; k++) {
        const value = values[k] ?? 0
        const at = start + (columns[k] ?? 0)
        even += value * (w[at] ?? 0)
        odd += value * (w[at + width] ?? 0)
      }
      out[row + i] = scale * even
      if (i + 1 < width) out[row + i + 1] = scale * odd
    }
  }
}

/** Sum of squares over all elements, in float64: float32 elements down to 1e-45 do not underflow in it. */
export function squaredNorm(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}

/** Scalar product of two vectors of one length, in float64. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] ?? 0) * (b[k] ?? 0)
  return sum
}
