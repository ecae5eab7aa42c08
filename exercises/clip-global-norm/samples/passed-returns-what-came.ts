import * as tf from '@tensorflow/tfjs'

// Leaves early and hands the very same tensors back; norms of norms; nothing is tidied.
export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const norms = gs.map((g) => stableNorm(Array.from(g.dataSync())))
  const norm = stableNorm(norms)
  if (!(norm > c)) return { clipped: gs, norm: tf.scalar(norm) }
  return { clipped: gs.map((g) => g.div(norm).mul(c)), norm: tf.scalar(norm) }
}

function stableNorm(values: number[]): number {
  let largest = 0
  for (const value of values) {
    if (!Number.isFinite(value)) return Infinity
    largest = Math.max(largest, Math.abs(value))
  }
  if (largest === 0) return 0
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0))
}
