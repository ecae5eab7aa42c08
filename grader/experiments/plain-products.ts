/**
 * Products of batches and weight matrices in JavaScript. On WebGL each kind of kernel costs its shader before it costs
 * time: what is computed once, beside what the learner computes, is faster here. Conventions as in the kit.
 */

export interface PlainMatrix {
  /** [fanIn, fanOut] */
  shape: readonly [number, number]
  /** Row by row. */
  values: ArrayLike<number>
}

/**
 * h W, in float64.
 * @param h [batch, fanIn], row by row
 * @returns [batch, fanOut]
 */
export function forwardProduct(h: ArrayLike<number>, { shape: [fanIn, fanOut], values }: PlainMatrix): Float64Array {
  const batch = h.length / fanIn
  const z = new Float64Array(batch * fanOut)
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < fanIn; i++) {
      const signal = h[b * fanIn + i] ?? NaN
      for (let j = 0; j < fanOut; j++) {
        z[b * fanOut + j] = (z[b * fanOut + j] ?? NaN) + signal * (values[i * fanOut + j] ?? NaN)
      }
    }
  }
  return z
}

/**
 * δ Wᵀ, in float64.
 * @param delta [batch, fanOut], row by row
 * @returns [batch, fanIn]
 */
export function backwardProduct(
  delta: ArrayLike<number>,
  { shape: [fanIn, fanOut], values }: PlainMatrix,
): Float64Array {
  const batch = delta.length / fanOut
  const below = new Float64Array(batch * fanIn)
  for (let b = 0; b < batch; b++) {
    for (let i = 0; i < fanIn; i++) {
      let sum = 0
      for (let j = 0; j < fanOut; j++) sum += (delta[b * fanOut + j] ?? NaN) * (values[i * fanOut + j] ?? NaN)
      below[b * fanIn + i] = sum
    }
  }
  return below
}
