/** Matrix products on row-major typed arrays, sums in float64, results rounded once to float32. */

/**
 * out = scale · x W.
 * @param x [batch, width]
 * @param w [width, width]
 * @param out [batch, width], overwritten
 * Rows of W that meet a zero of x are skipped: after ReLU that is half of them.
 */
export function multiply(x: Float32Array, w: Float32Array, scale: number, width: number, out: Float32Array): void {
  const sums = new Float64Array(width)
  for (let row = 0; row < x.length; row += width) {
    sums.fill(0)
    for (let i = 0; i < width; i++) {
      const value = x[row + i] ?? 0
      if (value === 0) continue
      const start = i * width
      for (let j = 0; j < width; j++) sums[j] = (sums[j] ?? 0) + value * (w[start + j] ?? 0)
    }
    for (let j = 0; j < width; j++) out[row + j] = scale * (sums[j] ?? 0)
  }
}

/**
 * out = scale · d Wᵀ.
 * @param d [batch, width]
 * @param w [width, width]
 * @param out [batch, width], overwritten
 */
export function multiplyTransposed(
  d: Float32Array,
  w: Float32Array,
  scale: number,
  width: number,
  out: Float32Array,
): void {
  const live = new Int32Array(width)
  for (let row = 0; row < d.length; row += width) {
    let count = 0
    for (let j = 0; j < width; j++) if (d[row + j] !== 0) live[count++] = j
    for (let i = 0; i < width; i++) {
      const start = i * width
      let sum = 0
      for (let k = 0; k < count; k++) {
        const j = live[k] ?? 0
        sum += (d[row + j] ?? 0) * (w[start + j] ?? 0)
      }
      out[row + i] = scale * sum
    }
  }
}

/** Sum of squares over all elements, in float64: float32 elements down to 1e-45 do not underflow in it. */
export function squaredNorm(values: Float32Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) ** 2
  return sum
}
